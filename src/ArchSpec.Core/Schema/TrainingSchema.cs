using System.Text.Json.Nodes;
using ArchSpec.Layers;
using ArchSpec.Spec;

namespace ArchSpec.Schema;

/// <summary>The JSON schema of <c>training:</c>.</summary>
internal static class TrainingSchema
{
    /// <summary>Adds <c>training</c>, and what it refers to.</summary>
    public static void AddTo(JsonObject definitions)
    {
        foreach (var types in new[] { Schedules.All, Optimizers.All, Losses.All })
        {
            definitions[types.Word] = ArgumentKinds.ObjectSchema(types);
        }

        definitions["training"] = Training();
    }

    private static JsonObject Training()
    {
        var earlyStopping = new JsonObject
        {
            ["description"] = "when training stops before its last epoch",
            ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "null" }, ArgumentSchema.ByName(TrainingReader.EarlyStoppingArguments, [])),
        };
        var training = ArgumentSchema.ByName(TrainingReader.Arguments, [("optimizer", Described(SpecSchema.Reference(Optimizers.All.Word))), ("early_stopping", earlyStopping)]);
        training["description"] = "how the model is trained";
        return training;
    }

    // Draft 7 ignores what stands beside a "$ref".
    private static JsonObject Described(JsonObject optimizer) => new() { ["description"] = "the optimizer", ["allOf"] = new JsonArray(optimizer) };
}
