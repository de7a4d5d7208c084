using System.Collections.Immutable;
using System.Text.Json;
using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Summary;

namespace ArchSpec.Core.Tests.Oracle;

/// <summary>A model of Keras as a network: the graph is made from what each call takes, so that the rows' order is ArchSpec's own.</summary>
internal sealed class OracleModel
{
    private readonly JsonElement _json;
    private readonly Dictionary<(string Layer, int Call), Node> _nodes = [];

    private OracleModel(JsonElement json)
    {
        _json = json;
        var layers = Layers.ToDictionary(layer => layer.GetProperty("name").GetString()!, Instance);
        AddNodes(layers);
        Network = new Network(Name, Kind, [.. _nodes.Values], Inputs, Outputs);
    }

    public Network Network { get; }

    /// <summary>What the summary shows, with the rows of models inside the model.</summary>
    public SummaryModel Summary
    {
        get
        {
            var inner = Layers.Where(layer => layer.TryGetProperty("inner", out _))
                .ToDictionary(layer => layer.GetProperty("name").GetString()!, layer => new OracleModel(layer.GetProperty("inner")).Summary.Rows);
            var summary = SummaryModel.Of(Network);
            return summary with { Rows = [.. summary.Rows.Select(row => row with { Inner = inner.GetValueOrDefault(row.Name, []) })] };
        }
    }

    public (long Total, long Trainable, long NonTrainable) Totals =>
        (_json.GetProperty("total").GetInt64(), _json.GetProperty("trainable").GetInt64(), _json.GetProperty("non_trainable").GetInt64());

    private string Name => _json.GetProperty("name").GetString()!;

    private ModelKind Kind => _json.GetProperty("type").GetString() == "Sequential" ? ModelKind.Sequential : ModelKind.Functional;

    private IEnumerable<JsonElement> Layers => _json.GetProperty("layers").EnumerateArray();

    private ImmutableArray<Connection> Inputs =>
        [.. _nodes.Values.Where(node => node.Inputs.IsEmpty).Select(node => new Connection(node, 0))];

    private ImmutableArray<Connection> Outputs => Kind == ModelKind.Sequential
        ? [new Connection(_nodes.Values.Last(), 0)]
        : [.. _json.GetProperty("outputs").EnumerateArray().Select(Connect)];

    public static OracleModel Load(params string[] parts) => new(OracleFile.Json(parts));

    private static LayerInstance Instance(JsonElement layer)
    {
        var type = layer.GetProperty("type").GetString()!;
        var instance = new LayerInstance(layer.GetProperty("name").GetString()!, type, SourceSpan.StartOf("oracle"))
        {
            Layer = type == "InputLayer" ? null : new OracleLayer(type),
            Weights = [.. layer.GetProperty("weights").EnumerateArray().Select(Weight)],
        };
        if (!layer.GetProperty("trainable").GetBoolean())
        {
            instance.Freeze();
        }

        return instance;
    }

    private static WeightSpec Weight(JsonElement weight) =>
        new("weight", [weight[0].GetInt32()], Initializers.Zeros.WithDefaults) { Trainable = weight[1].GetBoolean() };

    // Calls of a layer become nodes where what they take exists; Keras lists a shared layer once, before some of its inputs.
    private void AddNodes(Dictionary<string, LayerInstance> layers)
    {
        var open = Layers.SelectMany(layer => CallsOf(layer).Select((inputs, call) => (Layer: layer, Call: call, Inputs: inputs))).ToList();
        while (open.Count > 0)
        {
            var (layer, call, inputs) = open.First(next => next.Inputs.All(input => _nodes.ContainsKey((input[0].GetString()!, input[1].GetInt32()))));
            var instance = layers[layer.GetProperty("name").GetString()!];
            var outputs = Shapes(layer.GetProperty("output"));
            _nodes.Add((instance.Name, call), new Node(instance, call, [.. inputs.Select(Connect)], outputs));
            open.RemoveAll(done => done.Layer.Equals(layer) && done.Call == call);
        }
    }

    private IEnumerable<List<JsonElement>> CallsOf(JsonElement layer)
    {
        if (layer.TryGetProperty("calls", out var calls))
        {
            return calls.EnumerateArray().Select(call => call.EnumerateArray().ToList());
        }

        var names = Layers.Select(other => other.GetProperty("name").GetString()!).ToList();
        var place = names.IndexOf(layer.GetProperty("name").GetString()!);
        return [place == 0 ? [] : [JsonSerializer.SerializeToElement(new object[] { names[place - 1], 0, 0 })]];
    }

    private Connection Connect(JsonElement history) =>
        new(_nodes[(history[0].GetString()!, history[1].GetInt32())], history[2].GetInt32());

    private static ImmutableArray<Shape> Shapes(JsonElement output) => output[0].ValueKind == JsonValueKind.Array
        ? [.. output.EnumerateArray().Select(One)]
        : [One(output)];

    private static Shape One(JsonElement shape) =>
        new([.. shape.EnumerateArray().Skip(1).Select(size => size.ValueKind == JsonValueKind.Null ? (int?)null : size.GetInt32())]);
}
