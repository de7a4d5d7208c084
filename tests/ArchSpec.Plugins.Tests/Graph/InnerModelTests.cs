using System.Text.Json;
using ArchSpec.Graph;
using ArchSpec.Plugins.Tests.Layers;
using ArchSpec.Summary;

namespace ArchSpec.Plugins.Tests.Graph;

/// <summary>Models inside of the model: their automatic names, which are Keras's, and what the summary shows of them.</summary>
public sealed class InnerModelTests
{
    [Theory]
    [InlineData("Sequential: { layers: [Dense: 3, Dense: 2] }", "functional_1", "input_layer sequential")] // "Sequential without Input called in a graph" of Keras's naming.json
    [InlineData("Functional: { layers: [Dense: 3, Dense: 2] }", "functional_1", "input_layer functional{input_layer_1 dense dense_1}")]
    [InlineData("Functional: { name: a, layers: [Dense: 3] }", "functional", "input_layer a{input_layer_1 dense}")]
    [InlineData("Sequential: { name: a, layers: [Dense: 3] }", "functional_1", "input_layer a")]
    [InlineData("Functional: { layers: [Functional: { layers: [Dense: 1] }, Dense: 2] }", "functional_2", "input_layer functional_1{input_layer_1 functional{input_layer_2 dense} dense_1}")]
    [InlineData("Sequential: { layers: [Sequential: { layers: [Dense: 1] }, { Functional: { layers: [Dense: 2] } }] }", "functional_3", "input_layer sequential_1{sequential functional{input_layer_1 dense_1}}")]
    [InlineData("Functional: { layers: [Sequential: { layers: [Dense: 1] }, { Functional: { layers: [Dense: 2] } }] }", "functional_3", "input_layer functional_2{input_layer_1 sequential functional_1{input_layer_3 dense_1}}")]
    [InlineData("Sequential: { layers: [Sequential: { input: [4], layers: [Dense: 1] }, { Functional: { layers: [Dense: 2] } }] }", "functional_3", "input_layer sequential_1{sequential functional_1{input_layer_2 dense_1}}")]
    public void Names_are_counted_as_Keras_counts(string item, string model, string names)
    {
        var network = LayerRun.Build($"archspec: 1\ninput: [4]\nlayers:\n- {item}\n");

        Assert.Equal(model, network.Name);
        Assert.Equal(names, Shown(network));
    }

    [Fact]
    public void Of_a_model_on_two_sizes_the_row_shows_the_last_call_and_the_rows_inside_what_was_declared()
    {
        var rows = Rows("""
            archspec: 1
            inputs: { a: [224, 224, 3], b: [64, 32, 3] }
            layers:
              - Functional: { input: [null, null, 3], layers: [Conv2D: [8, 3], { GlobalAveragePooling2D: , name: g }], outputs: [g, conv2d], name: m }
                inputs: a
              - reuse: m
                inputs: b
                name: n
              - Add: { inputs: [m, n/0] }
              - Concatenate: { inputs: [m/1, m/1] }
            outputs: [add, concatenate]
            """);

        Assert.Equal("[[null, 8], [null, 62, 30, 8]]", Shape(rows[2]));
        Assert.Equal("m", rows[2].GetProperty("name").GetString());
        Assert.Equal(["a 0 0", "b 0 0"], Inputs(rows[2]));
        Assert.Equal(["m 0 1", "m 0 1"], Inputs(rows.Single(row => row.GetProperty("name").GetString() == "concatenate")));
        Assert.Equal(["m 0 0", "m 1 0"], Inputs(rows.Single(row => row.GetProperty("name").GetString() == "add")));
        var conv = rows[2].GetProperty("layers")[1];
        Assert.Equal("[null, null, null, 8]", Shape(conv));
        Assert.Equal(rows[2].GetProperty("flops").GetInt64(), conv.GetProperty("flops").GetInt64());
        Assert.Equal(2L * 27 * 8 * ((222 * 222) + (62 * 30)), conv.GetProperty("flops").GetInt64());
    }

    [Fact]
    public void A_frozen_model_has_no_trainable_weights()
    {
        var network = LayerRun.Build("archspec: 1\ninput: [4]\nlayers:\n- Functional: { layers: [Dense: 3, Sequential: { layers: [Dense: 2] }], trainable: false }\n- Dense: 1\n");

        Assert.Equal((26, 3), (network.Parameters, network.TrainableParameters));
    }

    private static string Shown(Network network) => string.Join(' ', network.Layers
        .Where(layer => !layer.IsInput || network.Kind == ModelKind.Functional)
        .Select(layer => layer.Name + (layer.Body is { } body && body.Layers.Any(inner => inner.IsModel || body.Kind == ModelKind.Functional) ? $"{{{Shown(body)}}}" : "")));

    private static List<JsonElement> Rows(string text) =>
        [.. JsonDocument.Parse(SummaryJson.Render(LayerRun.Build(text))).RootElement.GetProperty("layers").EnumerateArray()];

    private static string Shape(JsonElement row) => row.GetProperty("output_shape").GetRawText();

    private static IEnumerable<string> Inputs(JsonElement row) => row.GetProperty("inputs").EnumerateArray()
        .Select(input => $"{input.GetProperty("layer").GetString()} {input.GetProperty("call").GetInt32()} {input.GetProperty("output").GetInt32()}");
}
