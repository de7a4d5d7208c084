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
        var training = ArgumentSchema.ByName(TrainingReader.Arguments,
        [
            ("optimizer", Described(SpecSchema.Reference(Optimizers.All.Word))),
            ("fold", new JsonObject { ["description"] = "the part of a cross-validation that is held out, such as 2/5", ["type"] = "string", ["pattern"] = "^[0-9]+/[0-9]+$" }),
            ("early_stopping", OrNull("when training stops before its last epoch", ArgumentSchema.ByName(StoppingReader.StoppingArguments, []))),
            ("reduce_lr_on_plateau", OrNull("when the learning rate is lowered", ArgumentSchema.ByName(StoppingReader.PlateauArguments, []))),
            ("class_weight", OrNull("how much an image of each class counts", new JsonObject { ["enum"] = new JsonArray("balanced") }, Numbers())),
            ("learning_rate_multipliers", OrNull("learning rates of parts: a pattern of layer names to a factor", Numbers())),
        ]);
        training["description"] = "how the model is trained";
        return training;
    }

    private static JsonObject OrNull(string description, params JsonObject[] ways) => new()
    {
        ["description"] = description,
        ["anyOf"] = new JsonArray([new JsonObject { ["type"] = "null" }, .. ways]),
    };

    private static JsonObject Numbers() => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = new JsonObject { ["type"] = "number", ["minimum"] = 0 },
    };

    // Draft 7 ignores what stands beside a "$ref".
    private static JsonObject Described(JsonObject optimizer) => new() { ["description"] = "the optimizer", ["allOf"] = new JsonArray(optimizer) };
}
