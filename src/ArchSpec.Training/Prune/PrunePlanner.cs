namespace ArchSpec.Training.Prune;

/// <summary>Decides which channels go.</summary>
internal static class PrunePlanner
{
    /// <summary>Makes the plan.</summary>
    /// <param name="map">The channels, with those pinned that must stay.</param>
    /// <param name="judge">Judges a class by what it did.</param>
    /// <param name="joint">Judges those together that go because they hardly ever fire; null where none does.</param>
    public static PrunePlan Plan(ChannelMap map, ClassJudge judge, JointJudge? joint = null)
    {
        var verdicts = map.Sources.SelectMany(source => source.Identities).Select(map.ClassOf).Distinct()
            .Select(name => (name, verdict: judge.Judge(name)))
            .Where(pair => pair.verdict is not null)
            .ToDictionary(pair => pair.name, pair => pair.verdict!);
        JudgeTogether(verdicts, joint);
        KeepOneOfEach(map, verdicts);
        var removed = verdicts.Where(pair => pair.Value.Goes).Select(pair => pair.Key).ToHashSet();
        return new PrunePlan(map, removed, [.. map.Sources.Select(source => PlanOf(source, map, verdicts))]) { Constants = judge.Constants.Of(removed), Joint = LossOf(joint?.Anew(), removed) };
    }

    // Those that fire least come first, so that as many as possible go.
    private static void JudgeTogether(Dictionary<int, ClassVerdict> verdicts, JointJudge? joint)
    {
        List<int> quiet = [.. verdicts.Where(pair => pair.Value.Cause == PruneCause.RarelyFires).Select(pair => pair.Key)];
        foreach (var name in joint?.InOrder(quiet) ?? [])
        {
            if (joint!.ObstacleTo([name]) is { } obstacle)
            {
                verdicts[name] = new($"kept: {obstacle}");
            }
            else
            {
                joint.Take([name]);
            }
        }
    }

    // A layer without channels is no layer; that its whole branch could go is for a later step.
    private static void KeepOneOfEach(ChannelMap map, Dictionary<int, ClassVerdict> verdicts)
    {
        foreach (var source in map.Counts)
        {
            var classes = source.Identities.Select(map.ClassOf).ToList();
            if (classes.TrueForAll(name => verdicts.TryGetValue(name, out var verdict) && verdict.Goes))
            {
                verdicts[classes[0]] = new($"kept: '{source.Path}' needs at least one channel, and all {classes.Count} of it are dead");
            }
        }
    }

    private static JointLoss? LossOf(JointJudge? joint, HashSet<int> removed)
    {
        joint?.Take(removed);
        return joint?.Loss();
    }

    private static LayerPlan PlanOf(ChannelSource source, ChannelMap map, Dictionary<int, ClassVerdict> verdicts)
    {
        var judged = source.Identities
            .Select((identity, channel) => (channel, name: map.ClassOf(identity)))
            .Where(pair => verdicts.ContainsKey(pair.name))
            .Select(pair => (verdicts[pair.name].Goes, Verdict: verdicts[pair.name].Of(pair.channel, pair.name)))
            .ToList();
        return new LayerPlan(
            source, [.. judged.Where(pair => pair.Goes).Select(pair => pair.Verdict)], [.. judged.Where(pair => !pair.Goes).Select(pair => pair.Verdict)]);
    }
}
