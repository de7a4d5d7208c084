using System.Globalization;
using ArchSpec.Graph;
using ArchSpec.Spec;

namespace ArchSpec.Rewrite;

/// <summary>
/// A spec on its way: each step makes files, which are read back and compared before the next step goes on with them. Steps leave the
/// layers that they do not remove in their order, so that the old ones are found again.
/// </summary>
internal sealed class RewriteStep
{
    private readonly Draft _draft;
    private readonly RewriteTarget _target;
    private readonly Dictionary<LayerInstance, FlatStep> _now;

    /// <summary>The spec as it is.</summary>
    public RewriteStep(SpecDocument document, Network network, RewriteTarget target)
    {
        (_draft, _target) = (new Draft(document, network), target);
        _now = FlatGraph.Of(network).Steps.DistinctBy(step => step.Layer).ToDictionary(step => step.Layer);
    }

    private RewriteStep(Draft draft, IReadOnlyList<RewrittenFile> files, RewriteTarget target, Dictionary<LayerInstance, FlatStep> now) =>
        (_draft, Files, _target, _now) = (draft, files, target, now);

    /// <summary>The files as they are now.</summary>
    public IReadOnlyList<RewrittenFile> Files { get; } = [];

    /// <summary>Repeated layers whose repetitions are to differ are written out, from the outside to the inside.</summary>
    public RewriteStep Unrolled(SpecChanges changes)
    {
        var step = this;
        while (step.ThatDiffer(changes) is { Count: > 0 } items)
        {
            var next = step.Next(Unrolling.Edits(step._draft.Document, step._draft.Network, items));
            ArgumentCheck.Check(step._draft.Network, next.Draft.Network, []);
            step = step.Moved(next, step.Same(next.Draft));
        }

        return step;
    }

    /// <summary>Whether repetitions are to differ.</summary>
    public bool Repeats(SpecChanges changes) => ThatDiffer(changes).Count > 0;

    private IReadOnlyList<(Expansion Use, Entry Entry)> ThatDiffer(SpecChanges changes) => Rewrite.Repeats.ThatDiffer(
        changes.Arguments.Select(change => (_now[change.Layer].Layer, string.Create(CultureInfo.InvariantCulture, $"{change.Argument.Name} {change.Element} {change.Value}")))
            .Concat(changes.Inputs.Select(removal => (_now[removal.Layer].Layer, string.Create(CultureInfo.InvariantCulture, $"without {removal.Input}")))));

    /// <summary>Numbers become others. Layers that nothing takes go where they no longer fit.</summary>
    public RewriteStep Numbers(IReadOnlyList<ArgumentChange> changes, IReadOnlyList<SpecEdit> others)
    {
        try
        {
            return WithNumbers(changes, others);
        }
        catch (RewriteException) when (UnusedItems.Ops(_draft.Network) is var ops && ops.Values.Any(unused => unused.Count > 0))
        {
            var next = Next([.. PartVariants.Edits(_draft.Document, _draft.Network, ops), .. others]);
            return Moved(next, GraphCheck.Check(_draft.Network, next.Draft.Network, SpecChanges.None)).WithNumbers(changes, []);
        }
    }

    private RewriteStep WithNumbers(IEnumerable<ArgumentChange> asked, IEnumerable<SpecEdit> others)
    {
        List<ArgumentChange> changes = [.. asked.Select(change => change with { Path = _now[change.Layer].Path, Layer = _now[change.Layer].Layer })];
        var numbers = TemplateText.Of(_draft.Document, NumberSolver.Solve(_draft.Network, changes));
        var next = Next(LineNotes.Of(numbers, _draft.Document).Concat(others));
        ArgumentCheck.Check(_draft.Network, next.Draft.Network, changes);
        return Moved(next, Same(next.Draft));
    }

    /// <summary>Inputs of joins go.</summary>
    public RewriteStep Parts(IEnumerable<InputRemoval> removals)
    {
        List<InputRemoval> now = [.. removals.Select(removal => removal with { Layer = _now[removal.Layer].Layer })];
        var next = Next(PartVariants.Edits(_draft.Document, _draft.Network, Removal.Ops(_draft.Network, now)));
        return Moved(next, GraphCheck.Check(_draft.Network, next.Draft.Network, new SpecChanges([], [.. now], null)));
    }

    /// <summary>Stages go.</summary>
    public RewriteStep Cut(Truncation cut)
    {
        var now = cut with { After = NameNow(cut.After), Head = NameNow(cut.Head) };
        var next = Next(new CutText(_draft.Document, _draft.Network, now).Edits());
        return Moved(next, GraphCheck.Check(_draft.Network, next.Draft.Network, new SpecChanges([], [], now)));
    }

    private (Draft Draft, IReadOnlyList<RewrittenFile> Files) Next(IEnumerable<SpecEdit> edits)
    {
        var files = RewrittenSpec.Of(_draft.Document, edits.ToLookup(edit => edit.Span.File), _target);
        return (Draft.Read(_draft.Document, _draft.Network, files, _target), files);
    }

    private List<(FlatStep Old, FlatStep New)> Same(Draft next) => [.. FlatGraph.Of(_draft.Network).Steps.Zip(FlatGraph.Of(next.Network).Steps)];

    private RewriteStep Moved((Draft Draft, IReadOnlyList<RewrittenFile> Files) next, IReadOnlyList<(FlatStep Old, FlatStep New)> pairs)
    {
        var moved = pairs.DistinctBy(pair => pair.Old.Layer).ToDictionary(pair => pair.Old.Layer, pair => pair.New);
        var now = _now.Where(pair => moved.ContainsKey(pair.Value.Layer)).ToDictionary(pair => pair.Key, pair => moved[pair.Value.Layer]);
        var made = _target.Made.Concat(next.Files.Where(file => file.IsNew).Select(file => file.Path.Replace('\\', '/'))).ToHashSet();
        return new RewriteStep(next.Draft, next.Files, _target with { Made = made }, now);
    }

    // A name of the first spec, which counted names may have changed since.
    private string NameNow(string name) => _now.FirstOrDefault(pair => pair.Key.Name == name).Value?.Layer.Name ?? name;
}
