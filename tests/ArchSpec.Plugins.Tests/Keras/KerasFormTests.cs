using System.Text;
using ArchSpec.Diagnostics;
using ArchSpec.Keras;
using ArchSpec.Spec;

namespace ArchSpec.Plugins.Tests.Keras;

/// <summary>The forms that models come in, and words of older versions of Keras and of TensorFlow.js.</summary>
public sealed class KerasFormTests
{
    private const string Glorot = """{"class_name": "VarianceScaling", "config": {"scale": 1.0, "mode": "fan_avg", "distribution": "uniform", "seed": null}}""";

    private static readonly string Conv = """
        {"class_name": "Conv2D", "config": {"name": "conv2d_1", "trainable": true, "batch_input_shape": [null, 8, 8, 3], "dtype": "float32", "filters": 4, "kernel_size": [3, 3],
         "padding": "same", "data_format": "channels_last", "activation": "relu", "use_bias": true, "kernel_initializer": GLOROT, "bias_initializer": {"class_name": "Zeros", "config": {}}}}
        """.Replace("GLOROT", Glorot, StringComparison.Ordinal);

    private static readonly string Sequential = $$"""{"class_name": "Sequential", "config": [{{Conv}}], "keras_version": "2.1.6", "backend": "tensorflow"}""";

    private const string Spec = "archspec: 1\nmodel: sequential\ninput: { shape: [8, 8, 3], range: [0, 255] }\nlayers:\n  - Conv2D: { filters: 4, kernel_size: 3, padding: same, activation: relu, name: conv2d_1 }\n";

    public static TheoryData<string, string> Wrapped => new()
    {
        { "the first Keras 2", Sequential },
        { "a text in JSON", System.Text.Json.JsonSerializer.Serialize(Sequential) },
        { "get_config()", $$"""{"layers": [{{Conv}}]}""" },
        { "get_config() of the first Keras 2", $"[{Conv}]" },
        { "TensorFlow.js", $$"""{"format": "layers-model", "modelTopology": {"keras_version": "2.4.0", "model_config": {{Sequential}}}, "weightsManifest": []}""" },
        { "TensorFlow.js, made there", $$"""{"modelTopology": {{Sequential}}, "weightsManifest": []}""" },
        { "a text in TensorFlow.js", $$"""{"modelTopology": {{System.Text.Json.JsonSerializer.Serialize(Sequential)}}}""" },
    };

    [Theory]
    [MemberData(nameof(Wrapped))]
    public void A_model_is_found_in_what_is_around_it(string form, string json)
    {
        Assert.NotEmpty(form);
        Assert.Equal(Spec, Import(json));
    }

    [Theory]
    [InlineData("""{"format": "graph-model", "modelTopology": {"node": [{"name": "x", "op": "Placeholder"}], "library": {}}, "weightsManifest": []}""", "this is TensorFlow's frozen graph")]
    [InlineData("""{"node": [{"name": "x", "op": "Placeholder"}], "versions": {"producer": 1882}}""", "this is TensorFlow's frozen graph")]
    [InlineData("""{"class_name": "Sequential", "keras_version": "1.2.2", "config": [{"class_name": "Convolution2D", "config": {"nb_filter": 4, "init": "glorot_uniform"}}, {"class_name": "Dropout", "config": {"p": 0.2}}]}""", "this is written by Keras 1.2.2, whose layers have arguments of other names; load it with Keras 2 (2.3 reads it) and write it again")]
    [InlineData("""{"class_name": "Sequential", "config": [{"class_name": "Convolution2D", "config": {"nb_filter": 4, "border_mode": "same"}}]}""", "this is written by Keras 1, ")]
    [InlineData("""{"module": null, "class_name": "MyNet", "config": {"trainable": true}, "registered_name": "MyNet", "build_config": {"input_shape": [null, 4]}}""", "'MyNet' is a subclass of keras.Model, of which Keras writes no layers")]
    [InlineData("""{"name": "s", "trainable": true}""", "class_name must be Sequential or Functional, received nothing")]
    [InlineData("\"hello\"", "class_name must be Sequential or Functional, received the text 'hello'")]
    public void What_is_no_model_of_layers_is_one_error(string json, string message)
    {
        var only = Assert.Single(KerasErrorTests.Problems(json));

        Assert.Equal("AS0702", only.Code);
        Assert.Contains(message, only.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pointer_of_Git_LFS_is_told()
    {
        var bag = new DiagnosticBag();

        Assert.Null(KerasFile.Read(new MemoryStream("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 38666800\n"u8.ToArray()), "model.h5", bag));
        Assert.Equal("model.h5(1,1): error AS0001: the file cannot be read: it is a Git LFS pointer, which only stands for the file: git lfs pull fetches it", Assert.Single(bag.Items).ToString());
    }

    [Theory]
    [InlineData("1.0", "fan_avg", "uniform", "")]
    [InlineData("1", "fan_avg", "uniform", "")]
    [InlineData("1.0", "fan_avg", "normal", ", kernel_initializer: glorot_normal")]
    [InlineData("2.0", "fan_in", "normal", ", kernel_initializer: he_normal")]
    [InlineData("2.0", "fan_in", "truncated_normal", ", kernel_initializer: he_normal")]
    [InlineData("2.0", "fan_in", "uniform", ", kernel_initializer: he_uniform")]
    [InlineData("1.0", "fan_in", "normal", ", kernel_initializer: lecun_normal")]
    [InlineData("1.0", "fan_in", "uniform", ", kernel_initializer: lecun_uniform")]
    [InlineData("0.1", "fan_in", "normal", ", kernel_initializer: { variance_scaling: 0.1 }")]
    [InlineData("1.0", "fan_out", "untruncated_normal", ", kernel_initializer: { variance_scaling: { mode: fan_out, distribution: untruncated_normal } }")]
    public void A_variance_scaling_has_its_name(string scale, string mode, string distribution, string expected) => Assert.Equal(
        $"  - Dense: {{ units: 2{expected} }}\n".Replace("Dense: { units: 2 }", "Dense: 2", StringComparison.Ordinal),
        LastLine($$"""{"class_name": "Dense", "config": {"name": "dense", "units": 2, "kernel_initializer": {"class_name": "VarianceScaling", "config": {"scale": {{scale}}, "mode": "{{mode}}", "distribution": "{{distribution}}", "seed": null} } } }"""));

    [Fact]
    public void What_is_wrong_inside_of_an_initializer_is_told()
    {
        var json = Chain("""{"class_name": "Dense", "config": {"name": "d", "units": 2, "kernel_initializer": {"class_name": "VarianceScaling", "config": {"distribution": "triangle"}}}}""");

        Assert.Contains(
            "config.layers[1], Dense 'd': 'kernel_initializer': variance_scaling: 'distribution' must be one of truncated_normal, untruncated_normal, uniform, received the text 'triangle'",
            Assert.Single(KerasErrorTests.Problems(json)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"class_name": "LeakyReLU", "config": {"alpha": {"type": "ndarray", "value": 0.1}}}""", "LeakyReLU: 0.1")]
    [InlineData("""{"class_name": "LeakyReLU", "config": {"alpha": 0.10000000149011612}}""", "LeakyReLU: 0.1")]
    [InlineData("""{"class_name": "LeakyReLU", "config": {"alpha": 0.30000001192092896}}""", "LeakyReLU")]
    [InlineData("""{"class_name": "BatchNormalizationV1", "config": {"name": "batch_normalization", "axis": [3], "momentum": 0.9900000095367432, "epsilon": 0.0010000000474974513}}""", "BatchNormalization")]
    [InlineData("""{"class_name": "BatchNormalizationV2", "config": {"name": "batch_normalization", "axis": {"class_name": "__tuple__", "items": [3]}, "momentum": 0.9}}""", "BatchNormalization: { momentum: 0.9 }")]
    [InlineData("""{"class_name": "Conv2D", "config": {"filters": 4, "kernel_size": [3, 3], "activation": {"class_name": "LeakyReLU", "config": {"name": "leaky_re_lu", "trainable": true, "dtype": "float32", "alpha": 0.2}}}}""", "Conv2D: { filters: 4, kernel_size: 3, activation: { LeakyReLU: 0.2 } }")]
    [InlineData("""{"class_name": "Conv2D", "config": {"filters": 4, "kernel_size": [3, 3], "activation": {"class_name": "LeakyReLU", "config": {"alpha": {"type": "ndarray", "value": 0.2}}}}}""", "Conv2D: { filters: 4, kernel_size: 3, activation: { LeakyReLU: 0.2 } }")]
    [InlineData("""{"class_name": "Conv2D", "config": {"filters": 4, "kernel_size": [3, 3], "kernel_regularizer": {"class_name": "L1L2", "config": {"l1": 0.0, "l2": 0.009999999776482582}}}}""", "Conv2D: { filters: 4, kernel_size: 3, kernel_regularizer: { l1_l2: { l2: 0.01 } } }")]
    [InlineData("""{"class_name": "Dropout", "config": {"rate": 0.3333333432674408}}""", "Dropout: 0.33333334")]
    [InlineData("""{"class_name": "Dropout", "config": {"rate": 0.333333333333}}""", "Dropout: 0.333333333333")]
    public void Old_words_and_long_numbers_come_in(string layer, string expected) => Assert.Equal($"  - {expected}\n", LastLine(layer));

    [Theory]
    [InlineData("Functional", true, 1, "[\"head\", 1, 0]")]
    [InlineData("Model", false, 1, "[\"head\", 1, 0]")]
    [InlineData("Functional", true, 0, "[\"head\", 0, 0]")]
    [InlineData("Functional", false, 0, "[\"head\", 0, 0]")]
    [InlineData("Functional", true, 1, "[\"dr\", 0, 0]")]
    [InlineData("Model", false, 1, "[\"dr\", 0, 0]")]
    [InlineData("Functional", false, 0, "[\"dr\", 0, 0]")]
    public void The_calls_of_a_sequential_of_keras_2_are_counted_as_it_counts(string type, bool hasInput, int call, string output)
    {
        var input = hasInput ? """{"class_name": "InputLayer", "config": {"batch_input_shape": [null, 4], "name": "dense_input"}},""" : "";
        var text = Import($$$"""
            {"class_name": "{{{type}}}", "config": {"name": "m", "layers": [
              {"class_name": "InputLayer", "config": {"batch_input_shape": [null, 4], "name": "x"}, "name": "x", "inbound_nodes": []},
              {"class_name": "Sequential", "config": {"name": "head", "layers": [{{{input}}}{"class_name": "Dense", "config": {"name": "dense", "batch_input_shape": [null, 4], "units": 5}}]}, "name": "head", "inbound_nodes": [[["x", 0, 0, {}]]]},
              {"class_name": "Dropout", "config": {"name": "dr", "rate": 0.5}, "name": "dr", "inbound_nodes": [[["head", {{{call}}}, 0, {}]]]}
            ], "input_layers": [["x", 0, 0]], "output_layers": [{{{output}}}]}, "keras_version": "2.4.0"}
            """);

        Assert.Contains("  - Sequential:\n", text, StringComparison.Ordinal);
        Assert.Contains("        - Dense: 5\n    name: head\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slash_in_a_name_is_an_underscore_with_one_warning()
    {
        var json = """
            {"class_name": "Functional", "config": {"name": "m", "layers": [
              {"class_name": "InputLayer", "config": {"batch_input_shape": [null, 8, 8, 3], "name": "x"}, "name": "x", "inbound_nodes": []},
              {"class_name": "Conv2D", "config": {"name": "conv1/conv", "filters": 4, "kernel_size": 3}, "name": "conv1/conv", "inbound_nodes": [[["x", 0, 0, {}]]]},
              {"class_name": "BatchNormalization", "config": {"name": "conv1/bn", "axis": [3]}, "name": "conv1/bn", "inbound_nodes": [[["conv1/conv", 0, 0, {}]]]}
            ], "input_layers": [["x", 0, 0]], "output_layers": [["conv1/bn", 0, 0]]}, "keras_version": "2.9.0"}
            """;

        Assert.EndsWith("  - Conv2D: { filters: 4, kernel_size: 3, name: conv1_conv }\n  - BatchNormalization: { name: conv1_bn }\n", Import(json), StringComparison.Ordinal);
        Assert.Equal(
            "config.layers[1], Conv2D 'conv1/conv': the '/' of its name 'conv1/conv' is '_' in the spec, and so it is in the names of 1 others; weights are matched by the same rule",
            Assert.Single(KerasErrorTests.Problems(json)).Message);
    }

    [Theory]
    [InlineData("Conv2D", "\"filters\": 4, \"kernel_size\": 3", 0)]
    [InlineData("ReLU", "", 0)]
    [InlineData("Dropout", "\"rate\": 0.5", 1)]
    [InlineData("BatchNormalization", "\"axis\": [3]", 1)]
    [InlineData("RandomFlip", "\"mode\": \"horizontal\"", 1)]
    public void Training_is_told_where_it_changes_something(string type, string config, int warnings)
    {
        var json = $$$"""
            {"class_name": "Functional", "config": {"name": "m", "layers": [
              {"class_name": "InputLayer", "config": {"batch_input_shape": [null, 8, 8, 3], "name": "x"}, "name": "x", "inbound_nodes": []},
              {"class_name": "{{{type}}}", "config": { {{{config}}} }, "name": "z", "inbound_nodes": [[["x", 0, 0, {"training": true}]]]}
            ], "input_layers": [["x", 0, 0]], "output_layers": [["z", 0, 0]]}}
            """;

        Assert.Equal(warnings, KerasErrorTests.Problems(json).Count);
        Assert.Contains("name: z", Import(json), StringComparison.Ordinal);
    }

    private static string LastLine(string layer)
    {
        var text = Import(Chain(layer));
        return text[(text.LastIndexOf("\n  - ", StringComparison.Ordinal) + 1)..].Replace(", name: l0 }", " }", StringComparison.Ordinal);
    }

    private static string Chain(string layer) => $$"""
        {"class_name": "Sequential", "config": {"name": "s", "layers": [
        {"class_name": "InputLayer", "config": {"batch_shape": [null, 8, 8, 3], "name": "input_layer"} }, {{layer}}]}, "keras_version": "2.9.0"}
        """;

    internal static string Import(string json) => ReadableSpec.Write(KerasOracle.Import(Encoding.UTF8.GetBytes(json), "model.json"), []);
}
