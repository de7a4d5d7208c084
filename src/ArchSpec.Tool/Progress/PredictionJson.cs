using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArchSpec.Training.Metrics;
using ArchSpec.Training.Sessions;

namespace ArchSpec.Tool.Progress;

/// <summary>One JSON object, a line of it for each picture.</summary>
internal sealed class PredictionJson(TextWriter output, IReadOnlyList<string> classNames, int top, string model) : IPredictionForm
{
    private static readonly JsonSerializerOptions Line = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private bool _hasOne;

    public void Begin()
    {
        var classes = new JsonArray([.. classNames.Select(name => (JsonNode)name)]);
        output.Write($"{{\n  \"model\": {Text(model)},\n  \"classes\": {classes.ToJsonString(Line)},\n  \"predictions\": [");
    }

    public void Add(Prediction prediction)
    {
        var classes = Ranking.Top(prediction.Probabilities, top);
        var json = new JsonObject
        {
            ["path"] = prediction.Path,
            ["class"] = classNames[classes[0]],
            ["probability"] = Number(prediction, classes[0]),
            ["top"] = new JsonArray([.. classes.Select(label => (JsonNode)new JsonObject { ["class"] = classNames[label], ["probability"] = Number(prediction, label) })]),
        };
        output.Write($"{(_hasOne ? "," : "")}\n    {json.ToJsonString(Line)}");
        _hasOne = true;
    }

    public void End() => output.Write("\n  ]\n}\n");

    private static string Text(string text) => JsonValue.Create(text).ToJsonString(Line);

    private static JsonNode? Number(Prediction prediction, int label) => float.IsFinite(prediction.Probabilities[label]) ? prediction.Probabilities[label] : null;
}
