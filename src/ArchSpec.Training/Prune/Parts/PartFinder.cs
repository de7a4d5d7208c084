using System.Collections.Immutable;
using ArchSpec.Graph;

namespace ArchSpec.Training.Prune.Parts;

/// <summary>
/// Finds residual bodies and branches that are of no use as a whole. Joins are looked at from the last one on: what is inside of a
/// body that goes needs no verdict of its own.
/// </summary>
internal sealed class PartFinder
{
    private readonly ChannelMap _map;
    private readonly AddendJudge _addends;
    private readonly BranchJudge _branches;
    private readonly JointJudge? _joint;
    private readonly GraphRemainder _graph;
    private readonly PartObstacles _obstacles;
    private readonly List<PartCut> _cuts = [];
    private readonly List<PartRefusal> _refused = [];

    private PartFinder(ChannelMap map, AddendJudge addends, BranchJudge branches, JointJudge? joint)
    {
        (_map, _addends, _branches, _joint) = (map, addends, branches, joint);
        _graph = new GraphRemainder(map.Graph);
        _obstacles = new PartObstacles(map, _graph);
    }

    /// <summary>Finds them.</summary>
    /// <param name="map">The channels, without pins for numbers that cannot be rewritten.</param>
    /// <param name="addends">Judges what additions add.</param>
    /// <param name="branches">Judges what concatenations join.</param>
    /// <param name="joint">Judges together what goes because it hardly matters; null where nothing may go for that.</param>
    public static PartPlan Find(ChannelMap map, AddendJudge addends, BranchJudge branches, JointJudge? joint)
    {
        var finder = new PartFinder(map, addends, branches, joint);
        foreach (var calls in map.Graph.Steps.Where(finder.IsJoin).GroupBy(step => step.Layer).OrderByDescending(calls => calls.Last().Index))
        {
            finder.Look([.. calls]);
        }

        return new PartPlan(map, [.. finder._cuts.OrderBy(cut => cut.Join.Index)], [.. finder._refused.OrderBy(refusal => refusal.Join.Index)])
        {
            Judge = joint,
            Constants = branches.Constants.Of(finder._cuts.SelectMany(cut => cut.Classes).ToHashSet()),
        };
    }

    private bool IsJoin(FlatStep step) => JoinStatistics.IsAddition(step) || BranchJudge.IsConcatenation(step, _map);

    // Where every input is useless, what comes out is too: that is for the channels.
    private void Look(ImmutableArray<FlatStep> calls)
    {
        if (!calls.All(_graph.Has))
        {
            return;
        }

        var useless = Enumerable.Range(0, calls[0].Inputs.Length)
            .Select(input => (input, verdict: Judge(calls, input)))
            .Where(pair => pair.verdict is not null)
            .ToList();
        foreach (var (input, verdict) in useless.Count < calls[0].Inputs.Length ? useless : [])
        {
            Try(calls, input, verdict!);
        }
    }

    private InputVerdict? Judge(ImmutableArray<FlatStep> calls, int input) =>
        JoinStatistics.IsAddition(calls[0]) ? _addends.Judge(calls, input) : _branches.Judge(calls, input);

    private void Try(ImmutableArray<FlatStep> calls, int input, InputVerdict verdict)
    {
        var inputs = calls.Select(call => (call.Index, input)).ToList();
        var gone = _graph.GoneWithout(inputs);
        if (gone.IsEmpty && _obstacles.IsTheWayAround(calls, input))
        {
            return; // what a block takes, added to or joined with what it makes of it, is no part
        }

        if ((verdict.Goes ? _obstacles.Find(calls, input, gone, verdict) ?? TogetherWithOthers(verdict) : verdict.Reason) is { } reason)
        {
            _refused.Add(new PartRefusal(calls[0], input, reason));
            return;
        }

        _graph.Cut(inputs);
        var cut = new PartCut(calls[0], input, verdict.Reason, verdict.IsLossless, gone, verdict.Classes) { Added = verdict.Added };
        _joint?.Take(cut);
        _cuts.Add(cut);
    }

    private string? TogetherWithOthers(InputVerdict verdict) =>
        (verdict.Added is { } body ? _joint?.ObstacleTo(body) : _joint?.ObstacleTo(verdict.Classes)) is { } obstacle ? $"kept: {obstacle}" : null;
}
