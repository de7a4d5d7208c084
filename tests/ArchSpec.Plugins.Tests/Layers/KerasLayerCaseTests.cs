using System.Text.Json;
using ArchSpec.Testing;

namespace ArchSpec.Plugins.Tests.Layers;

/// <summary>Shapes, parameters and weights of single layers as Keras 3.9.2 itself gave them.</summary>
public sealed class KerasLayerCaseTests
{
    // What Keras itself refuses: threshold has no defaults.
    private static readonly string[] Unsupported = ["threshold"];

    private static readonly List<JsonElement> Cases = [.. JsonDocument
        .Parse(File.ReadAllText(RepositoryRoot.In("tests", "ArchSpec.Plugins.Tests", "Oracle", "layer_cases.json")))
        .RootElement.EnumerateArray()
        .Where(found => BuiltInLayers.Registry.Find(found.GetProperty("type").GetString()!) is not null)];

    public static TheoryData<int> Supported => [.. Cases.Where(found => !IsUnsupported(found)).Select(found => found.GetProperty("index").GetInt32())];

    public static TheoryData<int> Refused => [.. Cases.Where(IsUnsupported).Select(found => found.GetProperty("index").GetInt32())];

    [Theory]
    [MemberData(nameof(Supported))]
    public void A_layer_is_as_in_Keras(int index)
    {
        var (input, layer, expected) = Read(index);

        var node = LayerRun.Last(input, layer);

        Assert.Equal(OutputShape(expected).EnumerateArray().Skip(1).Select(Dimension), node.Output.Dimensions);
        Assert.Equal(expected.GetProperty("params").GetInt64(), node.Layer.Parameters);
        if (expected.TryGetProperty("torch_backend_error", out _))
        {
            return; // there was no layer to ask for more, only numbers
        }

        Assert.Equal(expected.GetProperty("trainable_params").GetInt64(), node.Layer.TrainableParameters);
        Assert.Equal(
            expected.GetProperty("weights").EnumerateArray().Select(weight => $"{weight.GetProperty("name").GetString()} [{string.Join(',', weight.GetProperty("shape").EnumerateArray())}]"),
            node.Layer.Weights.Select(weight => $"{weight.Name} [{string.Join(',', weight.Shape)}]"));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_Keras_refuses_is_a_clear_error(int index)
    {
        var (input, layer, _) = Read(index);

        Assert.All(LayerRun.Problems(input, layer), problem => Assert.StartsWith("AS020", problem.Code, StringComparison.Ordinal));
        Assert.NotEmpty(LayerRun.Problems(input, layer));
    }

    // Keras's table shows the input's shape for glu; half of it comes out.
    private static JsonElement OutputShape(JsonElement found) =>
        found.GetProperty("config").GetRawText().Contains("\"glu\"", StringComparison.Ordinal) || !found.TryGetProperty("declared_output_shape", out var declared)
            ? found.GetProperty("output_shape")
            : declared;

    private static (string Input, string Layer, JsonElement Expected) Read(int index)
    {
        var found = Cases.Single(candidate => candidate.GetProperty("index").GetInt32() == index);
        var input = string.Join(", ", found.GetProperty("input_shape").EnumerateArray().Skip(1).Select(size => size.GetRawText()));
        return ($"[{input}]", $"- {found.GetProperty("type").GetString()}: {JsonSerializer.Serialize(found.GetProperty("config"))}", found);
    }

    private static bool IsUnsupported(JsonElement found) => found.TryGetProperty("error", out _)
        || (found.GetProperty("config").TryGetProperty("activation", out var name) && Unsupported.Contains(name.GetString()));

    private static int? Dimension(JsonElement size) => size.ValueKind == JsonValueKind.Null ? null : size.GetInt32();
}
