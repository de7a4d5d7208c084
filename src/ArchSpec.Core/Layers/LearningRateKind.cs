using System.Text.Json.Nodes;
using ArchSpec.Diagnostics;
using ArchSpec.Schema;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Layers;

// Not in ArgumentKinds, which the schedules' own arguments are made with.

/// <summary>The kind of value that a learning rate is: a number, or a schedule.</summary>
internal static class LearningRateKind
{
    public static ArgumentKind<LearningRate> Kind { get; } = new(
        $"a number of at least 0, or a schedule: one of {string.Join(", ", Schedules.All.All.Select(type => type.Name))}", TryRead, Schema)
    {
        Explain = Explain,
    };

    private static bool TryRead(YamlValue yaml, out LearningRate value)
    {
        if (ArgumentKinds.TryNumber(yaml, out var number))
        {
            value = new LearningRate(number);
            return number >= 0;
        }

        var schedule = ArgumentKinds.ReadObject(Schedules.All, yaml, new DiagnosticBag());
        value = new LearningRate(0, schedule);
        return schedule is not null && Schedules.Fault(schedule) is null;
    }

    private static bool Explain(YamlValue yaml, DiagnosticBag bag)
    {
        var before = bag.Count;
        if (ArgumentKinds.ReadObject(Schedules.All, yaml, bag) is { } schedule && Schedules.Fault(schedule) is { } fault)
        {
            bag.Add(SpecErrors.BadCombination(yaml.Span, schedule.Name, fault));
        }

        return bag.Count > before;
    }

    private static JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "number", ["minimum"] = 0 }, SpecSchema.Reference(Schedules.All.Word)),
    };
}
