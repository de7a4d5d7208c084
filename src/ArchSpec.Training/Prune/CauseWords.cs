namespace ArchSpec.Training.Prune;

/// <summary>What people read of the causes for which channels go: the same words wherever they are told.</summary>
internal static class CauseWords
{
    /// <summary>The causes in the order in which they are told.</summary>
    public static IReadOnlyList<PruneCause> All { get; } = [PruneCause.NeverFired, PruneCause.Constant, PruneCause.RarelyFires, PruneCause.Budget];

    /// <summary>As a legend says it.</summary>
    public static string Of(PruneCause cause) => cause switch
    {
        PruneCause.NeverFired => "dead on this data",
        PruneCause.Constant => "always the same",
        PruneCause.RarelyFires => "rarely fires",
        _ => "taken by the budget",
    };

    /// <summary>Behind the number of those that go, as in <c>12 taken by the budget</c>.</summary>
    public static string OfSeveral(PruneCause cause) => cause switch
    {
        PruneCause.NeverFired => "never fired",
        PruneCause.RarelyFires => "hardly ever fired",
        _ => Of(cause),
    };
}
