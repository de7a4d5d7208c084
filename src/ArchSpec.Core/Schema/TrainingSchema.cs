using System.Text.Json.Nodes;
using ArchSpec.Spec;

namespace ArchSpec.Schema;

/// <summary>The JSON schema of <c>training:</c>.</summary>
internal static class TrainingSchema
{
    public static JsonObject Create()
    {
        var earlyStopping = new JsonObject
        {
            ["description"] = "when training stops before its last epoch",
            ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "null" }, ArgumentSchema.ByName(TrainingReader.EarlyStoppingArguments, [])),
        };
        var training = ArgumentSchema.ByName(TrainingReader.Arguments, [("optimizer", Optimizer()), ("early_stopping", earlyStopping)]);
        training["description"] = "how the model is trained";
        return training;
    }

    private static JsonObject Optimizer()
    {
        var properties = new JsonObject();
        foreach (var optimizer in Optimizers.All)
        {
            properties[optimizer.Name] = ArgumentSchema.OfAll(optimizer.Arguments, "an optimizer");
        }

        var mapping = SpecSchema.Mapping("one optimizer with its arguments", properties, []);
        mapping["maxProperties"] = 1;
        var word = new JsonObject { ["enum"] = new JsonArray([.. Optimizers.All.Select(optimizer => (JsonNode)optimizer.Name)]) };
        return new JsonObject { ["description"] = "the optimizer", ["anyOf"] = new JsonArray(word, mapping) };
    }
}
