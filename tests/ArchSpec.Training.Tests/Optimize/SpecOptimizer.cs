using System.Text.Json.Nodes;
using ArchSpec.Layers;
using ArchSpec.Plugins;
using ArchSpec.Spec;
using ArchSpec.Testing;

namespace ArchSpec.Training.Tests.Optimize;

/// <summary>Training options by the path that a spec's take.</summary>
internal static class SpecOptimizer
{
    public static KerasObject Of(string yaml) => Training($"optimizer: {yaml}").Optimizer;

    public static KerasObject Loss(string yaml) => Training($"loss: {yaml}").Loss;

    /// <summary>The optimizer of Keras's <c>get_config()</c>, whose JSON is YAML.</summary>
    public static KerasObject OfConfig(JsonObject config)
    {
        var name = (string)config["name"]!;
        var type = Optimizers.All.All.Single(type => type.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        var arguments = (JsonObject)config.DeepClone();
        arguments.Remove("name");
        if (arguments["learning_rate"] is JsonObject schedule)
        {
            var rate = (JsonObject)schedule["config"]!.DeepClone();
            rate.Remove("name");
            arguments["learning_rate"] = new JsonObject { [(string)schedule["class_name"]!] = rate };
        }

        return Of(new JsonObject { [type.Name] = arguments }.ToJsonString());
    }

    private static TrainingOptions Training(string yaml)
    {
        using var folder = new TempFolder();
        return new SpecLoader(BuiltInLayers.Registry).Load(folder.Write("spec.yaml", $"archspec: 1\ninput: [4]\nlayers: [Flatten]\ntraining:\n  {yaml}\n")).Training;
    }
}
