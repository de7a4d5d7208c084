using ArchSpec.Graph;
using ArchSpec.Training.Prune.Budget;

namespace ArchSpec.Training.Prune.Loop;

/// <summary>What a loop tries next: first what costs nothing, then parts, then one step after the other, smaller after each that cost too much.</summary>
internal sealed class LoopState
{
    /// <summary>Bodies and branches that do nothing or hardly anything.</summary>
    public const string Parts = "parts";

    /// <summary>The stages behind that from which a linear probe can tell the labels.</summary>
    public const string Cut = "cut";

    /// <summary>Channels that do nothing or hardly anything.</summary>
    public const string Channels = "channels";

    /// <summary>The channels that carry least for what they cost.</summary>
    public const string Budget = "budget";

    private const double LeastStep = 0.02;
    private const int MostRounds = 60;

    private static readonly string[] First = [Parts, Cut, Channels];

    private readonly PruneWork _work;
    private readonly Cost _whole;
    private readonly HashSet<string> _tried = [];

    /// <summary>Takes up what finished rounds say.</summary>
    public LoopState(PruneWork work, PruneProgress start, IReadOnlyList<RoundReport> rounds)
    {
        _work = work;
        _whole = CostOf(start.Draft.Network);
        Step = work.Request.Step;
        Size = 1;
        foreach (var round in rounds)
        {
            Add(round);
        }
    }

    /// <summary>The share of the model's size that the next step takes away.</summary>
    public double Step { get; private set; }

    /// <summary>The size of the model that the next round goes on from, of the whole.</summary>
    public double Size { get; private set; }

    /// <summary>How many rounds there were.</summary>
    public int Count { get; private set; }

    /// <summary>How early the network could end, once that has been measured.</summary>
    public IReadOnlyList<ProbeReport> Truncation { get; set; } = [];

    /// <summary>Where it could be cut within the drop that is allowed, or null.</summary>
    public string? SuggestedCut { get; set; }

    /// <summary>What size is.</summary>
    public CostMeasure Measure => CostMeasure.For(_work.Request.Budget?.Kind ?? CostKind.Size, _whole);

    /// <summary>The least that the model shall become, in the unit of <see cref="Measure"/>.</summary>
    public double Target => _work.Request.Budget?.MostOf(Measure.Of(_whole)) ?? 0;

    /// <summary>The most that the next step may leave.</summary>
    public double MostLeft => Math.Max(Target, (1 - Step) * Size);

    /// <summary>What is tried next, or null at the end.</summary>
    public string? Next() => First.FirstOrDefault(kind => !_tried.Contains(kind))
        ?? (Step >= LeastStep && Count < MostRounds && Size > Target ? Budget : null);

    /// <summary>There was nothing to try.</summary>
    public void Skip(string kind)
    {
        _tried.Add(kind);
        if (kind == Budget)
        {
            Step /= 2;
        }
    }

    /// <summary>A round has ended.</summary>
    public void Add(RoundReport round)
    {
        Count++;

        // What comes before it has been tried, also where there was nothing to try; and its step is what it was.
        _tried.UnionWith(First.TakeWhile(kind => kind != round.Kind).Append(round.Kind));
        Step = round.Kind == Budget ? round.Step : Step;
        if (round.Accepted)
        {
            Size = Measure.Of(new Cost(round.Parameters, round.Flops));
        }
        else if (round.Kind == Budget)
        {
            Step /= 2;
        }
    }

    /// <summary>What a person should know of the end.</summary>
    public IReadOnlyList<string> Warnings(Network end) => Measure.Of(CostOf(end)) <= Target || _work.Request.Budget is null
        ? []
        : [FormattableString.Invariant($"the budget of {Target:#,0.####} {Measure.Unit} was not reached within the drop that is allowed: {Measure.Of(CostOf(end)):#,0.####} are left")];

    private static Cost CostOf(Network network) => new(network.Parameters, network.Flops);
}
