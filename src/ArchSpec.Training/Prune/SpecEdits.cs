using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Rewrite;
using ArchSpec.Yaml;

namespace ArchSpec.Training.Prune;

/// <summary>Turns a plan into edits of the spec, each with its reason.</summary>
internal static class SpecEdits
{
    /// <summary>The files of a spec without the channels that go, the spec first.</summary>
    /// <param name="draft">The spec as it is.</param>
    /// <param name="plan">What goes.</param>
    /// <param name="place">Where the new spec is to be written.</param>
    public static IReadOnlyList<RewrittenFile> Files(PruneDraft draft, PrunePlan plan, PruneOutput place) =>
        RewrittenSpec.Of(draft.Document, Of(plan, draft.Network, draft.EditableTexts, file => place.WeightsNameIn(draft.Document, file), place.Moves), place.SpecName);

    private static ILookup<string, SpecEdit> Of(
        PrunePlan plan, Network network, IReadOnlyDictionary<string, string> texts, Func<string, string> weightsName, bool moves)
    {
        var changed = plan.Layers.Where(layer => layer.Removed.Count > 0).OrderBy(layer => OriginOf(layer).Start).ToList();
        var counts = changed.GroupBy(layer => (OriginOf(layer).File, OriginOf(layer).Line)).SelectMany(line => EditsOf([.. line], texts));
        return counts.Concat(Weights(plan, network, weightsName, changed.Count > 0 || moves)).ToLookup(edit => edit.Span.File);
    }

    private static SourceSpan OriginOf(LayerPlan layer) => layer.Source.Layer.Arguments.OriginOf(layer.Source.Count)!.Value;

    // A block's use has the numbers of several layers in a row: one comment says what stood there. Where other things stand
    // between the numbers, each has a comment with its layer's name.
    private static IEnumerable<SpecEdit> EditsOf(IReadOnlyList<LayerPlan> line, IReadOnlyDictionary<string, string> texts)
    {
        var row = texts[OriginOf(line[0]).File][OriginOf(line[0]).Start..OriginOf(line[^1]).End];
        var isRow = line.Count > 1 && row.All(letter => char.IsAsciiDigit(letter) || letter is ',' or ' ');
        return line.Select((layer, index) => new SpecEdit(OriginOf(layer), $"{layer.After}", (isRow, index) switch
        {
            (true, 0) => $"was {row}: {Reasons(line.SelectMany(each => each.Removed))}",
            (true, _) => null,
            _ => $"{NameOf(layer, line.Count > 1)}was {layer.Before}: {Reasons(layer.Removed)}",
        }));
    }

    // A number in the layer's own line needs no name.
    private static string NameOf(LayerPlan layer, bool isCrowded)
    {
        var (origin, own) = (OriginOf(layer), layer.Source.Layer.Span);
        var isElsewhere = origin.File != own.File || origin.Line < own.Line || layer.Source.Path.Contains('/', StringComparison.Ordinal);
        return isCrowded || isElsewhere ? layer.Source.Layer.Name + " " : "";
    }

    private static string Reasons(IEnumerable<ChannelVerdict> removed)
    {
        var groups = removed.ToLookup(verdict => verdict.Reason.StartsWith("never", StringComparison.Ordinal));
        var dead = groups[true].GroupBy(verdict => verdict.Reason.Split(':')[0]).Select(group => $"{group.Count()} {group.Key}");
        var quiet = groups[false].Count();
        return string.Join(", ", dead.Concat(quiet == 0 ? [] : [$"{quiet} hardly ever fired"]));
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
