using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Rewrite;
using ArchSpec.Yaml;

namespace ArchSpec.Training.Prune;

/// <summary>Turns a plan into edits of the spec, each with its reason.</summary>
internal static class SpecEdits
{
    /// <summary>The edits, by the file in which they stand.</summary>
    /// <param name="plan">What goes.</param>
    /// <param name="network">The network as it was.</param>
    /// <param name="weightsName">How a file, as spans name it, names the new weights.</param>
    /// <param name="moves">Whether the new spec is written to another folder than the old one's.</param>
    public static ILookup<string, SpecEdit> Of(PrunePlan plan, Network network, Func<string, string> weightsName, bool moves)
    {
        var changed = plan.Layers.Where(layer => layer.Removed.Count > 0).ToList();
        var crowded = changed.GroupBy(layer => (OriginOf(layer).File, OriginOf(layer).Line)).Where(line => line.Count() > 1).SelectMany(line => line).ToHashSet();
        var counts = changed.Select(layer => new SpecEdit(OriginOf(layer), $"{layer.After}", Comment(layer, crowded.Contains(layer))));
        return counts.Concat(Weights(plan, network, weightsName, changed.Count > 0 || moves)).ToLookup(edit => edit.Span.File);
    }

    private static SourceSpan OriginOf(LayerPlan layer) => layer.Source.Layer.Arguments.OriginOf(layer.Source.Count)!.Value;

    // A number in the layer's own line needs no name; the line of a block's use speaks of several layers.
    private static string Comment(LayerPlan layer, bool isCrowded)
    {
        var (origin, own) = (OriginOf(layer), layer.Source.Layer.Span);
        var isElsewhere = origin.File != own.File || origin.Line < own.Line || layer.Source.Path.Contains('/', StringComparison.Ordinal);
        var name = isCrowded || isElsewhere ? layer.Source.Layer.Name + " " : "";
        var dead = layer.Removed.GroupBy(verdict => verdict.Reason.Split(':')[0]).Where(group => group.Key.StartsWith("never", StringComparison.Ordinal)).ToList();
        var quiet = layer.Removed.Count - dead.Sum(group => group.Count());
        var reasons = dead.Select(group => $"{group.Count()} {group.Key}").Concat(quiet == 0 ? [] : [$"{quiet} hardly ever fired"]);
        return $"{name}was {layer.Before}: {string.Join(", ", reasons)}";
    }

    // Weights of a layer that has changed are of another shape; and a file is where the old spec was. The new file has all.
    private static IEnumerable<SpecEdit> Weights(PrunePlan plan, Network network, Func<string, string> weightsName, bool filesToo)
    {
        var reshaped = Reshaped(plan).ToHashSet();
        return network.WeightSources
            .Where(source => source.Layers.Any(reshaped.Contains) || (source.FullPath is not null && filesToo))
            .Select(source => source.Span)
            .Distinct()
            .Select(span => new SpecEdit(span, YamlText.Of(weightsName(span.File))));
    }

    private static IEnumerable<string> Reshaped(PrunePlan plan) => plan.Map.Graph.Steps
        .Where(step => step.Inputs.Append(step.Index).Any(plan.Touches))
        .Select(step => step.Path.Split('/')[0]);
}
