using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Keras;
using ArchSpec.Layers;
using ArchSpec.Spec;

namespace ArchSpec.Plugins.Tests.Keras;

/// <summary>What the reader of Keras's JSON takes beside what Keras 3.9 writes.</summary>
public sealed class KerasJsonTests
{
    [Fact]
    public void A_functional_model_of_keras_2_is_read()
    {
        var text = Spec("""
            {"class_name": "Model", "keras_version": "2.4.0", "backend": "tensorflow", "config": {"name": "model", "layers": [
              {"class_name": "InputLayer", "config": {"batch_input_shape": [null, 8, 8, 3], "dtype": "float32", "sparse": false, "ragged": false, "name": "input_1"}, "name": "input_1", "inbound_nodes": []},
              {"class_name": "Conv2D", "config": {"name": "conv2d", "trainable": true, "dtype": "float32", "filters": 4, "kernel_size": [3, 3], "strides": [1, 1], "padding": "same", "data_format": "channels_last", "dilation_rate": [1, 1], "groups": 1, "activation": "linear", "use_bias": true, "kernel_initializer": {"class_name": "GlorotUniform", "config": {"seed": null}}, "bias_initializer": {"class_name": "Zeros", "config": {}}, "kernel_regularizer": {"class_name": "L2", "config": {"l2": 0.01}}, "bias_regularizer": null, "activity_regularizer": null, "kernel_constraint": null, "bias_constraint": null}, "name": "conv2d", "inbound_nodes": [[["input_1", 0, 0, {}]]]},
              {"class_name": "BatchNormalization", "config": {"name": "batch_normalization", "trainable": true, "dtype": "float32", "axis": [3], "momentum": 0.9, "epsilon": 0.001, "center": true, "scale": true}, "name": "batch_normalization", "inbound_nodes": [[["conv2d", 0, 0, {"training": false}]]]},
              {"class_name": "Add", "config": {"name": "add", "trainable": true, "dtype": "float32"}, "name": "add", "inbound_nodes": [[["batch_normalization", 0, 0, {}], ["conv2d", 0, 0, {}]]]}
            ], "input_layers": [["input_1", 0, 0]], "output_layers": [["add", 0, 0]]}}
            """);

        Assert.Equal(
            """
            archspec: 1
            name: model
            inputs:
              input_1: { shape: [8, 8, 3], range: [0, 255] }
            layers:
              - Conv2D: { filters: 4, kernel_size: 3, padding: same, kernel_regularizer: l2 }
              - BatchNormalization: { momentum: 0.9 }
              - Add: { inputs: [batch_normalization, conv2d] }

            """,
            text);
    }

    [Fact]
    public void A_sequential_model_of_keras_2_has_its_input_in_its_first_layer()
    {
        var text = Spec("""
            {"class_name": "Sequential", "config": [
              {"class_name": "Dense", "config": {"name": "dense_1", "batch_input_shape": [null, 10], "units": 4, "activation": "relu"}},
              {"class_name": "Dense", "config": {"name": "dense_2", "units": 1}}
            ]}
            """);

        Assert.Equal("archspec: 1\nmodel: sequential\ninput: [10]\nlayers:\n  - Dense: { units: 4, activation: relu, name: dense_1 }\n  - Dense: { units: 1, name: dense_2 }\n", text);
    }

    [Fact]
    public void A_models_calls_are_counted_from_1_in_the_list_of_outputs()
    {
        var network = Read(Nested("""[["inside", 1, 0], ["inside", 2, 0]]"""));

        Assert.Equal([0, 1], network.Outputs.Select(output => output.Source.Call));
        Assert.Equal(["left", "right"], network.Outputs.Select(output => output.Source.Inputs[0].Source.Layer.Name));
    }

    [Theory]
    [InlineData("""["a", 0, 0]""")]
    [InlineData("""[["a", 0, 0]]""")]
    [InlineData("""{"key": ["a", 0, 0]}""")]
    public void Ends_are_one_tensor_a_list_or_a_mapping(string ends) => Assert.Equal("archspec: 1\ninputs:\n  a: [4]\nlayers:\n  - Dense: 2\n", Spec("""
        {"class_name": "Functional", "config": {"layers": [
          {"class_name": "InputLayer", "config": {"batch_shape": [null, 4], "name": "a"}, "name": "a", "inbound_nodes": []},
          {"class_name": "Dense", "config": {"units": 2, "activation": {"module": "builtins", "class_name": "function", "config": "linear", "registered_name": "function"}}, "name": "dense", "inbound_nodes": [{"args": [], "kwargs": {"inputs": {"class_name": "__keras_tensor__", "config": {"shape": [null, 4], "keras_history": ["a", 0, 0]}}}}]}
        ], "input_layers": ENDS, "output_layers": [["dense", 0, 0]]}}
        """.Replace("ENDS", ends, StringComparison.Ordinal)));

    [Fact]
    public void The_json_of_an_archive_is_read()
    {
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var config = zip.CreateEntry("config.json").Open();
            config.Write("{}"u8);
        }

        archive.Position = 0;
        Assert.Equal("{}"u8.ToArray(), KerasFile.Read(archive, "model.keras", new DiagnosticBag()));
    }

    [Fact]
    public void A_byte_order_mark_is_no_json() =>
        Assert.Equal("{}"u8.ToArray(), KerasFile.Read(new MemoryStream([0xEF, 0xBB, 0xBF, .. "{}"u8]), "model.json", new DiagnosticBag()));

    [Fact]
    public void Objects_keep_what_is_not_default()
    {
        var network = Read("""
            {"class_name": "Sequential", "config": {"name": "s", "layers": [
              {"class_name": "InputLayer", "config": {"batch_shape": [null, 4]}},
              {"module": "keras.layers", "class_name": "Dense", "config": {"name": "d", "units": 2,
                "kernel_initializer": {"module": "keras.initializers", "class_name": "HeNormal", "config": {"seed": 7}, "registered_name": null},
                "bias_initializer": {"module": "keras.initializers", "class_name": "Constant", "config": {"value": 0.0}, "registered_name": null},
                "kernel_regularizer": {"module": "keras.regularizers", "class_name": "L1L2", "config": {"l1": 0.0, "l2": 0.001}, "registered_name": null},
                "kernel_constraint": {"module": "keras.constraints", "class_name": "MaxNorm", "config": {"max_value": 3, "axis": [0, 1]}, "registered_name": null}}, "registered_name": null}
            ]}}
            """);

        Assert.Contains(
            "  - Dense:\n      units: 2\n      kernel_initializer: { he_normal: 7 }\n      bias_initializer: constant\n      kernel_regularizer: { l1_l2: { l2: 0.001 } }\n"
            + "      kernel_constraint: { max_norm: { max_value: 3, axis: [0, 1] } }\n    name: d\n",
            ReadableSpec.Write(network, []),
            StringComparison.Ordinal);
        var again = Read(new KerasExport().Write(network));
        Assert.Equal(ReadableSpec.Write(network, []), ReadableSpec.Write(again, []));
        Assert.Equal(7, again.Layers[1].Weights[0].Initializer.Get(Initializers.Seed));
    }

    [Fact]
    public void Operations_on_tensors_are_layers_with_a_number()
    {
        var network = Read("""
            {"class_name": "Functional", "config": {"name": "ops", "layers": [
              {"class_name": "InputLayer", "config": {"batch_shape": [null, 4], "name": "input_layer"}, "name": "input_layer", "inbound_nodes": []},
              {"module": "keras.src.ops.numpy", "class_name": "Multiply", "config": {"name": "multiply"}, "registered_name": "Multiply", "name": "multiply", "inbound_nodes": [{"args": [IN, 2.0], "kwargs": {}}]},
              {"module": "keras.src.ops.numpy", "class_name": "Subtract", "config": {"name": "subtract"}, "registered_name": "Subtract", "name": "subtract", "inbound_nodes": [{"args": [1.0, MULTIPLY], "kwargs": {}}]},
              {"module": "keras.src.ops.numpy", "class_name": "Add", "config": {"name": "add"}, "registered_name": "Add", "name": "add", "inbound_nodes": [{"args": [SUBTRACT, IN], "kwargs": {}}]},
              {"module": "keras.src.ops.numpy", "class_name": "Add", "config": {"name": "add_1"}, "registered_name": "Add", "name": "add_1", "inbound_nodes": [{"args": [{"class_name": "__numpy__", "config": {"value": [[1.0, 2.0, 3.0, 4.5]], "dtype": "float32"}}, ADD], "kwargs": {}}]},
              {"module": "keras.src.ops.numpy", "class_name": "TrueDivide", "config": {"name": "true_divide"}, "registered_name": "TrueDivide", "name": "true_divide", "inbound_nodes": [{"args": [SUM, ADD], "kwargs": {}}]}
            ], "input_layers": [["input_layer", 0, 0]], "output_layers": [["true_divide", 0, 0]]}}
            """.Replace("MULTIPLY", Tensor("multiply"), StringComparison.Ordinal).Replace("SUBTRACT", Tensor("subtract"), StringComparison.Ordinal)
            .Replace("ADD", Tensor("add"), StringComparison.Ordinal).Replace("SUM", Tensor("add_1"), StringComparison.Ordinal).Replace("IN,", Tensor("input_layer") + ",", StringComparison.Ordinal).Replace("IN]", Tensor("input_layer") + "]", StringComparison.Ordinal));

        var text = ReadableSpec.Write(network, []);

        Assert.EndsWith(
            "layers:\n  - Multiply: 2\n  - Subtract: { value: 1, value_first: true }\n  - Add: { inputs: [subtract, input_layer] }\n  - Add: { value: [1, 2, 3, 4.5] }\n  - TrueDivide: { inputs: [add_1, add] }\n",
            text,
            StringComparison.Ordinal);
        Assert.Equal(text, ReadableSpec.Write(Read(new KerasExport().Write(KerasOracle.ReadSpec(text))), []));

        static string Tensor(string layer) => $$$"""{"class_name": "__keras_tensor__", "config": {"shape": [null, 4], "keras_history": ["{{{layer}}}", 0, 0]}}""";
    }

    [Fact]
    public void A_block_is_exported_as_a_model_that_any_keras_can_read()
    {
        var network = KerasOracle.Import(KerasOracle.Json("models", "inception_module_io"), "inception");

        var again = Read(new KerasExport().Write(network));

        Assert.Equal(network.Parameters, again.Parameters);
        Assert.Contains(again.Layers, layer => layer is { IsModel: true, TypeName: "Functional" });
        Assert.Equal(network.Outputs.Select(output => output.Shape), again.Outputs.Select(output => output.Shape));
    }

    [Theory]
    [InlineData("[0, 1]", """{"range": "[0, 1]"}""")]
    [InlineData("[0, 255]", null)]
    [InlineData("[-0.5, 1.5]", """{"range": "[-0.5, 1.5]"}""")]
    [InlineData("{ mean: [0.5, 0.4, 0.3], std: 0.25 }", """{"range": "{ mean: [0.5, 0.4, 0.3], std: 0.25 }"}""")]
    [InlineData("caffe", """{"range": "caffe"}""")]
    public void What_the_pixels_are_comes_back(string range, string? noted)
    {
        var text = $"archspec: 1\nname: a\ninput: {{ shape: [8, 8, 3], range: {range} }}\nlayers:\n  - Flatten\n";

        var json = new KerasExport().Write(KerasOracle.ReadSpec(text));

        Assert.Equal(noted is null ? null : JsonNode.Parse(noted)!.ToJsonString(), JsonNode.Parse(json)!["archspec"]?.ToJsonString());
        Assert.Equal(text, ReadableSpec.Write(Read(json), []));
    }

    [Theory]
    [InlineData("[4]", "input: [4]")]
    [InlineData("[8, 8, 2]", "input: [8, 8, 2]")]
    [InlineData("[null, 8, 1]", "input: { shape: [null, 8, 1], range: [0, 255] }")]
    public void Only_pictures_have_pixels(string shape, string input)
    {
        var text = Spec($$$"""
            {"class_name": "Sequential", "config": {"name": "s", "layers": [{"class_name": "Flatten", "config": {"name": "flatten", "batch_input_shape": [null, {{{shape[1..]}}} }}]}}
            """);

        Assert.Contains($"\n{input}\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_that_was_cut_off_is_one_error_wherever_it_ends()
    {
        var whole = KerasOracle.Json("models", "shared_layer");
        for (var length = 0; length < whole.Length - 1; length += 97)
        {
            var bag = new DiagnosticBag();
            Assert.Null(new KerasImport(BuiltInLayers.Registry, new Dictionary<string, BlockDefinition>()).Read(whole[..length], "cut.json", bag));
            Assert.Equal("AS0701", Assert.Single(bag.Items).Code);
        }
    }

    private static string Nested(string outputs) => $$$"""
        {"class_name": "Functional", "config": {"name": "outside", "layers": [
          {"class_name": "InputLayer", "config": {"batch_shape": [null, 4], "name": "left"}, "name": "left", "inbound_nodes": []},
          {"class_name": "InputLayer", "config": {"batch_shape": [null, 4], "name": "right"}, "name": "right", "inbound_nodes": []},
          {"module": "keras.src.models.functional", "class_name": "Functional", "config": {"name": "inside", "layers": [
            {"class_name": "InputLayer", "config": {"batch_shape": [null, 4], "name": "x"}, "name": "x", "inbound_nodes": []},
            {"class_name": "Dense", "config": {"units": 2}, "name": "y", "inbound_nodes": [[["x", 0, 0, {}]]]}
          ], "input_layers": [["x", 0, 0]], "output_layers": [["y", 0, 0]]}, "registered_name": "Functional", "name": "inside", "inbound_nodes": [
            {"args": [{"class_name": "__keras_tensor__", "config": {"shape": [null, 4], "keras_history": ["left", 0, 0]}}], "kwargs": {"mask": null}},
            {"args": [{"class_name": "__keras_tensor__", "config": {"shape": [null, 4], "keras_history": ["right", 0, 0]}}], "kwargs": {"mask": null}}]}
        ], "input_layers": [["left", 0, 0], ["right", 0, 0]], "output_layers": {{{outputs}}}}}
        """;

    private static string Spec(string json) => ReadableSpec.Write(Read(json), []);

    private static Network Read(string json) => KerasOracle.Import(Encoding.UTF8.GetBytes(json), "model.json");
}
