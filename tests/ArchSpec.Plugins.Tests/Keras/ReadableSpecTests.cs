using System.Text;
using System.Text.Json;
using ArchSpec.Spec;
using ArchSpec.Testing;

namespace ArchSpec.Plugins.Tests.Keras;

/// <summary>The specs that an import writes: would a person have written them so?</summary>
public sealed class ReadableSpecTests
{
    [Theory]
    [InlineData("cnn_sequential")]
    [InlineData("residual_block")]
    [InlineData("nested_functional")]
    [InlineData("shared_layer")]
    [InlineData("multi_io")]
    [InlineData("googlenet_custom_layer")]
    public void An_import_reads_well(string model) =>
        Snapshot.Verify(Text(model), $"model={model}", "yaml");

    [Theory]
    [InlineData(" blank in front")]
    [InlineData("blank behind ")]
    [InlineData("colon: and # mark")]
    [InlineData("\"quoted\" 'twice' \\back")]
    [InlineData("emoji 🚀 and 漢字")]
    [InlineData("line\nbreak\ttab\rreturn")]
    [InlineData("bell \a, delete \u007f, next line \u0085, separator \u2028, mark \uFEFF")]
    [InlineData("└ box")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("~")]
    [InlineData("-")]
    [InlineData("- dash")]
    [InlineData("123")]
    [InlineData("1e5")]
    [InlineData("[list]")]
    [InlineData("{map}")]
    [InlineData("&anchor")]
    [InlineData("*alias")]
    [InlineData("!tag")]
    [InlineData("%directive")]
    [InlineData("@at")]
    [InlineData("`tick")]
    [InlineData("$parameter")]
    [InlineData("input")]
    [InlineData("dense_7")]
    public void Any_name_comes_back(string name)
    {
        var json = """
            {"class_name": "Functional", "config": {"name": NAME, "layers": [
              {"class_name": "InputLayer", "config": {"batch_shape": [null, 4], "name": "in"}, "name": "in", "inbound_nodes": []},
              {"class_name": "Dense", "config": {"units": 2}, "name": NAME, "inbound_nodes": [[["in", 0, 0, {}]]]},
              {"class_name": "Dense", "config": {"units": 3}, "name": "other", "inbound_nodes": [[["in", 0, 0, {}]]]}
            ], "input_layers": [["in", 0, 0]], "output_layers": [[NAME, 0, 0], ["other", 0, 0]]}}
            """.Replace("NAME", JsonSerializer.Serialize(name), StringComparison.Ordinal);

        var network = KerasOracle.ImportAsSpec(Encoding.UTF8.GetBytes(json), "names");

        Assert.Equal((name, name), (network.Name, network.Outputs[0].Source.Layer.Name));
    }

    private static string Text(string model)
    {
        var json = KerasOracle.Json("models", model);
        return ReadableSpec.Write(KerasOracle.Import(json, model), model == "googlenet_custom_layer" ? ["blocks.yaml"] : []);
    }
}
