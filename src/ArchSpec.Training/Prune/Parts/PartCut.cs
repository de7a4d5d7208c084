using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Globalization;
using ArchSpec.Graph;
using ArchSpec.Rewrite;

namespace ArchSpec.Training.Prune.Parts;

/// <summary>An input of a joining layer that goes, with every layer that only it needs.</summary>
/// <param name="Join">The first call of the joining layer.</param>
/// <param name="Input">Which of its inputs, from 0.</param>
/// <param name="Reason">Why it may go.</param>
/// <param name="IsLossless">Whether the outputs on the data that was measured stay what they were.</param>
/// <param name="Steps">The calls that go with it.</param>
/// <param name="Classes">The channels that a branch of a concatenation brought; empty for an addition.</param>
internal sealed record PartCut(
    FlatStep Join, int Input, string Reason, bool IsLossless, ImmutableArray<FlatStep> Steps, ImmutableArray<int> Classes)
{
    private const int MostTypes = 4;

    /// <summary>Of an addition: how much of what is added it was; null where that is nothing.</summary>
    public AddedShare? Added { get; init; }

    /// <summary>The change of the spec, with a comment that says what stood there.</summary>
    public InputRemoval ToRemoval() => new(Join.Path, Join.Layer, Input, Steps.IsEmpty ? Reason : $"was {Layers}: {Reason}");

    // By their types: the same in all uses of a block.
    private string Layers
    {
        get
        {
            var types = Steps.DistinctBy(step => step.Layer).Select(step => step.Layer.TypeName).ToList();
            return types.Count <= MostTypes ? string.Join(", ", types) : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", types.Take(MostTypes))} and {types.Count - MostTypes:N0} more");
        }
    }
}

/// <summary>An input of a joining layer that looked useless and stays.</summary>
/// <param name="Join">The first call of the joining layer.</param>
/// <param name="Input">Which of its inputs, from 0.</param>
/// <param name="Reason">Why it stays.</param>
internal sealed record PartRefusal(FlatStep Join, int Input, string Reason);

/// <summary>Which bodies and branches of a network go.</summary>
/// <param name="Map">The network's channels.</param>
/// <param name="Cuts">What goes.</param>
/// <param name="Refused">What looked useless and stays.</param>
internal sealed record PartPlan(ChannelMap Map, IReadOnlyList<PartCut> Cuts, IReadOnlyList<PartRefusal> Refused)
{
    /// <summary>The weights of the layers that go, in number of values; consumers of a shorter concatenation lose more.</summary>
    public long Parameters => Layers.Sum(layer => layer.Parameters);

    /// <summary>What the calls that go compute for one image.</summary>
    public long Flops => Cuts.SelectMany(cut => cut.Steps).Distinct().Sum(FlopsOf);

    /// <summary>Whether anything goes.</summary>
    public bool IsEmpty => Cuts.Count == 0;

    /// <summary>What becomes of the channels that branches brought, for those who slice and mask weights.</summary>
    public PrunePlan Channels => new(Map, Classes, []) { Constants = Constants };

    /// <summary>By step, the numbers that channels of branches are replaced by, where any is not 0.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<double>> Constants { get; init; } = ReadOnlyDictionary<int, IReadOnlyList<double>>.Empty;

    /// <summary>Judges together what goes because it hardly matters; null where nothing may go for that.</summary>
    public JointJudge? Judge { get; init; }

    /// <summary>What the cuts are together, of what can be missed; null where that was not asked.</summary>
    public JointLoss? Joint()
    {
        var judge = Judge?.Anew();
        foreach (var cut in Cuts)
        {
            judge?.Take(cut);
        }

        return judge?.Loss();
    }

    private HashSet<int> Classes => [.. Cuts.SelectMany(cut => cut.Classes)];

    /// <summary>The inputs of additions that go, by the index of each call of the addition.</summary>
    public IReadOnlyDictionary<int, ImmutableArray<int>> Addends =>
        (from cut in Cuts
         where cut.Classes.IsEmpty
         from step in Map.Graph.Steps
         where step.Layer == cut.Join.Layer
         group cut.Input by step.Index).ToDictionary(group => group.Key, group => group.ToImmutableArray());

    /// <summary>The layers of which no call is left.</summary>
    public IReadOnlySet<LayerInstance> Layers
    {
        get
        {
            var gone = Cuts.SelectMany(cut => cut.Steps).ToHashSet();
            return Map.Graph.Steps.GroupBy(step => step.Layer).Where(calls => calls.All(gone.Contains)).Select(calls => calls.Key).ToHashSet();
        }
    }

    private long FlopsOf(FlatStep step) => step.Layer.Layer?.Flops(step.Layer.CallOn([.. step.Inputs.Select(input => Map.Graph.Steps[input].Output)])) ?? 0;
}
