using System.Text;
using ArchSpec.Graph;
using ArchSpec.Keras;
using ArchSpec.Spec;

namespace ArchSpec.Plugins.Tests.Keras;

/// <summary>Operations on tensors: of tf.keras (TFOpLambda, TensorFlowOpLayer) and of Keras 3, and back.</summary>
public sealed class KerasOperationTests
{
    // What TFOpLambda says: the function, and what stands behind the first tensor.
    [Theory]
    [InlineData("math.truediv", """{"y": 127.5, "name": null}""", "TrueDivide: { value: 127.5, name: op }")]
    [InlineData("math.divide", """{"y": 2, "name": null}""", "TrueDivide: { value: 2, name: op }")]
    [InlineData("math.subtract", """{"y": 1.0, "name": null}""", "Subtract: { value: 1, name: op }")]
    [InlineData("math.subtract", """{"y": [103.939, 116.779, 123.68], "name": "mean"}""", "Subtract: { value: [103.939, 116.779, 123.68], name: op }")]
    [InlineData("__operators__.add", """{"y": 3.0, "name": null}""", "Add: { value: 3, name: op }")]
    [InlineData("math.multiply", """{"y": 0.16666667163372040, "name": null}""", "Multiply: { value: 0.16666667, name: op }")]
    [InlineData("math.pow", """{"y": 2.0}""", "Power: { value: 2, name: op }")]
    [InlineData("math.maximum", """{"y": 0.0}""", "Maximum: { value: 0, name: op }")]
    [InlineData("math.reduce_mean", """{"axis": [1, 2], "keepdims": true}""", "Mean: { axis: [1, 2], keepdims: true, name: op }")]
    [InlineData("math.reduce_max", """{"axis": [1, 2]}""", "Max: { axis: [1, 2], name: op }")]
    [InlineData("math.reduce_min", """{"axis": -1, "keepdims": false}""", "Min: { axis: -1, name: op }")]
    [InlineData("math.reduce_sum", """{"axis": 3}""", "Sum: { axis: 3, name: op }")]
    [InlineData("math.abs", "{}", "Absolute: { name: op }")]
    [InlineData("math.sqrt", """{"name": null}""", "Sqrt: { name: op }")]
    [InlineData("math.square", "{}", "Square: { name: op }")]
    [InlineData("math.exp", "{}", "Exp: { name: op }")]
    [InlineData("math.log", "{}", "Log: { name: op }")]
    [InlineData("math.sigmoid", "{}", "Sigmoid: { name: op }")]
    [InlineData("math.tanh", "{}", "Tanh: { name: op }")]
    [InlineData("nn.relu", "{}", "ReLU: { name: op }")]
    [InlineData("nn.relu6", "{}", "Relu6: { name: op }")]
    [InlineData("nn.silu", "{}", "Silu: { name: op }")]
    [InlineData("nn.gelu", "{}", "Gelu: { approximate: false, name: op }")]
    [InlineData("nn.gelu", """{"approximate": true}""", "Gelu: { name: op }")]
    [InlineData("nn.leaky_relu", "{}", "LeakyReLU: { negative_slope: 0.2, name: op }")]
    [InlineData("nn.leaky_relu", """{"alpha": 0.1}""", "LeakyReLU: { negative_slope: 0.1, name: op }")]
    [InlineData("nn.softmax", """{"axis": -1}""", "Softmax: { name: op }")]
    [InlineData("reshape", """{"shape": [-1, 64, 3]}""", "Reshape: { target_shape: [64, 3], name: op }")]
    [InlineData("transpose", """{"perm": [0, 2, 1, 3]}""", "Transpose: { axes: [0, 2, 1, 3], name: op }")]
    [InlineData("compat.v1.transpose", """{"perm": [0, 3, 1, 2]}""", "Transpose: { axes: [0, 3, 1, 2], name: op }")]
    [InlineData("expand_dims", """{"axis": 1}""", "ExpandDims: { axis: 1, name: op }")]
    [InlineData("cast", """{"dtype": "float32"}""", "Cast: { name: op }")]
    [InlineData("clip_by_value", """{"clip_value_min": 0.0, "clip_value_max": 6.0}""", "Clip: { x_min: 0, x_max: 6, name: op }")]
    public void A_function_of_TensorFlow_is_a_layer(string function, string arguments, string expected) =>
        Assert.Equal($"  - {expected}\n", LastLine(Graph($$"""{"class_name": "TFOpLambda", "config": {"name": "op", "trainable": true, "dtype": "float32", "function": "{{function}}"}, "name": "op", "inbound_nodes": [["x", 0, 0, {{arguments}}]]}""")));

    [Theory]
    [InlineData("""{"slice_spec": [{"start": null, "stop": null, "step": null}, {"start": 1, "stop": -1, "step": 2}, {"start": 0, "stop": 4, "step": 1}]}""", ":, 1:-1:2, 0:4")]
    [InlineData("""{"slice_spec": [{"class_name": "__ellipsis__"}, {"start": null, "stop": null, "step": -1}]}""", "..., ::-1")]
    [InlineData("""{"slice_spec": [{"start": null, "stop": null, "step": null}, 0]}""", ":, 0")]
    public void A_slice_of_tf_keras_is_written_as_Python_has_it(string arguments, string key) => Assert.Equal(
        $"  - GetItem: {{ key: \"{key}\", name: op }}\n",
        LastLine(Graph($$"""{"class_name": "SlicingOpLambda", "config": {"name": "op", "trainable": true, "dtype": "float32", "function": "__operators__.getitem"}, "name": "op", "inbound_nodes": [["x", 0, 0, {{arguments}}]]}""")));

    [Theory]
    [InlineData("""["_CONSTANT_VALUE", -1, 1.0, {"y": ["x", 0, 0], "name": null}]""", "math.subtract", "Subtract: { value: 1, value_first: true, name: op }")]
    [InlineData("""["_CONSTANT_VALUE", -1, 2.0, {"y": ["x", 0, 0], "name": null}]""", "math.multiply", "Multiply: { value: 2, name: op }")]
    [InlineData("""["x", 0, 0, {"y": ["x", 0, 0], "name": null}]""", "__operators__.add", "Add: { name: op, inputs: [x, x] }")]
    [InlineData("""[["x", 0, 0, {"axis": -1}], ["x", 0, 0, {"axis": -1}]]""", "concat", "Concatenate: { name: op, inputs: [x, x] }")]
    [InlineData("""["x", 0, 0, {"b": ["x", 0, 0], "transpose_a": false}]""", "linalg.matmul", "Matmul: { name: op, inputs: [x, x] }")]
    public void Tensors_and_numbers_may_stand_on_both_sides(string node, string function, string expected) => Assert.Equal(
        $"  - {expected}\n",
        LastLine(Graph($$"""{"class_name": "TFOpLambda", "config": {"name": "op", "function": "{{function}}"}, "name": "op", "inbound_nodes": [{{node}}]}""").Replace("8, 8, 3", "8, 8, 8", StringComparison.Ordinal)));

    [Theory]
    [InlineData("RealDiv", """{"1": 127.5}""", "{}", "TrueDivide: { value: 127.5, name: op }")]
    [InlineData("Sub", """{"0": 1.0}""", "{}", "Subtract: { value: 1, value_first: true, name: op }")]
    [InlineData("Mean", """{"1": [1, 2]}""", """{"keep_dims": {"b": true}}""", "Mean: { axis: [1, 2], keepdims: true, name: op }")]
    [InlineData("Relu6", "{}", """{"T": {"type": "DT_FLOAT"}}""", "Relu6: { name: op }")]
    public void An_operation_of_early_tf_keras_has_its_constants_apart(string op, string constants, string attributes, string expected)
    {
        var node = $$"""{"name": "n", "op": "{{op}}", "input": ["x", "c"], "attr": {{attributes}}}""";

        foreach (var definition in new[] { node, System.Text.Json.JsonSerializer.Serialize(node) })
        {
            Assert.Equal($"  - {expected}\n", LastLine(Graph($$"""{"class_name": "TensorFlowOpLayer", "config": {"name": "op", "trainable": true, "dtype": "float32", "node_def": {{definition}}, "constants": {{constants}}}, "name": "op", "inbound_nodes": [[["x", 0, 0, {}]]]}""")));
        }
    }

    // Keras 3 has what an operation is made with in its config, and the rest in its call.
    [Theory]
    [InlineData("numpy", "Mean", """ "axis": [1, 2], "keepdims": false, """, "", "Mean: { axis: [1, 2], name: op }")]
    [InlineData("numpy", "Max", """ "axis": [1], "keepdims": true, "initial": null, """, "", "Max: { axis: 1, keepdims: true, name: op }")]
    [InlineData("numpy", "Reshape", """ "newshape": [-1, 64, 3], """, "", "Reshape: { target_shape: [64, 3], name: op }")]
    [InlineData("numpy", "Power", "", ", 2", "Power: { value: 2, name: op }")]
    [InlineData("numpy", "Minimum", "", ", 6.0", "Minimum: { value: 6, name: op }")]
    [InlineData("numpy", "Clip", """ "x_min": 0, "x_max": 1, """, "", "Clip: { x_min: 0, x_max: 1, name: op }")]
    [InlineData("numpy", "Squeeze", """ "axis": null, """, "", "Squeeze: { name: op }")]
    [InlineData("numpy", "GetItem", "", """, [{"class_name": "__slice__", "config": {"start": null, "stop": null, "step": null}}, {"class_name": "__slice__", "config": {"start": null, "stop": 2, "step": null}}, 0]""", "GetItem: { key: \":, :2, 0\", name: op }")]
    [InlineData("numpy", "GetItem", "", """, [{"class_name": "__ellipsis__", "config": {}}, null, 1]""", "GetItem: { key: \"..., None, 1\", name: op }")]
    [InlineData("nn", "Relu", "", "", "ReLU: { name: op }")]
    [InlineData("nn", "LeakyRelu", """ "negative_slope": 0.2, """, "", "LeakyReLU: { negative_slope: 0.2, name: op }")]
    [InlineData("nn", "Gelu", """ "approximate": true, """, "", "Gelu: { name: op }")]
    [InlineData("nn", "Sigmoid", "", "", "Sigmoid: { name: op }")]
    [InlineData("core", "Cast", """ "dtype": "float32", """, "", "Cast: { name: op }")]
    public void An_operation_of_Keras_3_is_a_layer(string module, string type, string config, string behind, string expected) =>
        Assert.Equal($"  - {expected}\n", LastLine(Graph(Operation(module, type, config, behind))));

    [Theory]
    [InlineData("TFOpLambda", "image.resize", """{"size": [4, 4]}""", "AS0703", "ArchSpec has no operation 'tf.image.resize' on tensors; it has Add, ")]
    [InlineData("TFOpLambda", "math.reduce_mean", """{"axis": null}""", "AS0707", "it says no axis, and so makes one value of the whole batch; axis=[1, 2, 3] makes one of each picture")]
    [InlineData("TFOpLambda", "cast", """{"dtype": "float16"}""", "AS0706", "ArchSpec computes with float32, received the type the text 'float16'")]
    [InlineData("TFOpLambda", "reshape", """{"shape": [32, 192]}""", "AS0707", "its shape must begin with -1, for batches of any size, received [32, 192]")]
    [InlineData("TFOpLambda", "math.add", """{"y": "one"}""", "AS0707", "it is called with the text 'one', which is neither a tensor nor a number")]
    [InlineData("TFOpLambda", "nn.relu", """{"slope": 3}""", "AS0707", "ArchSpec's ReLU has no 'slope', which is '3' here")]
    public void What_an_operation_cannot_be_is_told(string type, string function, string arguments, string code, string message)
    {
        var only = Assert.Single(KerasErrorTests.Problems(Graph($$"""{"class_name": "{{type}}", "config": {"name": "op", "function": "{{function}}"}, "name": "op", "inbound_nodes": [["x", 0, 0, {{arguments}}]]}""")));

        Assert.Equal(code, only.Code);
        Assert.Contains(message, only.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tensors_that_Keras_2_names_in_keywords_are_tensors() => Assert.Contains(
        "ArchSpec has no layer 'MultiHeadAttention'",
        Assert.Single(KerasErrorTests.Problems(Graph("""{"class_name": "MultiHeadAttention", "config": {"name": "op", "num_heads": 2}, "name": "op", "inbound_nodes": [[["x", 0, 0, {"value": ["x", 0, 0]}]]]}"""))).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Mean: { axis: [1, 2] }")]
    [InlineData("Max: { axis: 3, keepdims: true }")]
    [InlineData("Power: { value: 2, value_first: true }")]
    [InlineData("Minimum: 6")]
    [InlineData("Clip: { x_min: 0, x_max: 6 }")]
    [InlineData("GetItem: \":, 1:, ..., ::-1\"")]
    [InlineData("GetItem: \":, 0, None\"")]
    [InlineData("Transpose: { axes: [0, 2, 1, 3] }")]
    [InlineData("ExpandDims: 1")]
    [InlineData("Gelu: false")]
    [InlineData("Cast")]
    [InlineData("Sigmoid")]
    public void An_export_is_read_again(string layer)
    {
        var spec = $"archspec: 1\ninputs:\n  x: {{ shape: [8, 8, 3], range: [0, 255] }}\nlayers:\n  - {layer}\n";

        var json = new KerasExport().Write(KerasOracle.ReadSpec(spec));

        Assert.Equal(spec, KerasFormTests.Import(json));
        Assert.Contains("keras.src.ops.", json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_summary_shows_operations_as_Keras_does()
    {
        var network = KerasOracle.Import(Encoding.UTF8.GetBytes(Graph(Operation("numpy", "Mean", """ "axis": [1, 2], "keepdims": false, """, ""))), "model.json");

        Assert.Equal([("op", "Mean", "(None, 3)")], network.Layers.Where(layer => !layer.IsInput).Select(layer => (layer.Name, layer.TypeName, network.Outputs[0].Shape.ToKerasString())));
    }

    private static string Operation(string module, string type, string config, string behind) => $$$"""
        {"module": "keras.src.ops.{{{module}}}", "class_name": "{{{type}}}", "config": { {{{config}}} "name": "op"}, "registered_name": "{{{type}}}", "name": "op",
         "inbound_nodes": [{"args": [{"class_name": "__keras_tensor__", "config": {"shape": [null, 8, 8, 3], "dtype": "float32", "keras_history": ["x", 0, 0]} }{{{behind}}}], "kwargs": {}}]}
        """;

    private static string Graph(string layer) => $$"""
        {"class_name": "Functional", "config": {"name": "model", "layers": [
          {"class_name": "InputLayer", "config": {"batch_input_shape": [null, 8, 8, 3], "dtype": "float32", "name": "x"}, "name": "x", "inbound_nodes": []},
          {{layer}}
        ], "input_layers": [["x", 0, 0]], "output_layers": [["op", 0, 0]]} }
        """;

    private static string LastLine(string json)
    {
        var text = KerasFormTests.Import(json);
        return text[(text.LastIndexOf("\n  - ", StringComparison.Ordinal) + 1)..];
    }
}
