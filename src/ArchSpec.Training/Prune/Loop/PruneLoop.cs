namespace ArchSpec.Training.Prune.Loop;

/// <summary>
/// Prunes in rounds: takes something away, trains, looks at the accuracy on images for selection, and goes on from there where it is
/// within the drop that is allowed; else from the last model that was, with half the step.
/// </summary>
internal sealed class PruneLoop(PruneWork work, LoopStore store)
{
    private readonly FineTuner _tuner = new(work);
    private readonly List<LoopRound> _rounds = [.. store.Rounds];

    /// <summary>Runs the loop to its end.</summary>
    /// <exception cref="PruneInterruptedException">The person ended it; the rounds that were finished are kept.</exception>
    public PruneOutcome Run(PruneProgress start)
    {
        var least = _tuner.AccuracyOf(start.Draft.Compiled) - (work.Request.MaxDrop!.Value / 100);
        if (_rounds.Count > 0)
        {
            work.Say($"Going on after round {_rounds.Count} of {store.Folder}");
        }

        var state = new LoopState(work, start, _rounds.ConvertAll(round => round.Report))
        {
            Truncation = _rounds.LastOrDefault()?.Truncation ?? [],
            SuggestedCut = _rounds.LastOrDefault()?.SuggestedCut,
        };
        var progress = _rounds.FindLast(round => round.Report.Accepted) is { } last ? store.Load(last, start) : start;
        var moves = new LoopMoves(work, state);
        while (state.Next() is { } kind)
        {
            if (work.Stop.IsCancellationRequested)
            {
                throw new PruneInterruptedException();
            }

            var tried = moves.Try(kind, progress);
            if (tried is null)
            {
                state.Skip(kind);
                continue;
            }

            var round = Finish(kind, tried, state, least);
            state.Add(round.Report);
            progress = Choose(progress, tried, round.Report.Accepted, start);
        }

        // Where nothing was accepted, the spec as it was given is the result.
        return Outcome(start, progress == start ? start.After(PrunePlan.Nothing(ChannelMap.Of(start.Draft.Compiled.Graph)), work) : progress, state) with { LeastAccuracy = least };
    }

    private LoopRound Finish(string kind, PruneProgress tried, LoopState state, double least)
    {
        var number = state.Count + 1;
        var folder = store.Begin(number);
        var untuned = work.FiguresOf(tried.Draft.Compiled);
        var accuracy = _tuner.Train(tried.Draft, folder);
        var network = tried.Draft.Network;
        var report = new RoundReport(number, kind, kind == LoopState.Budget ? state.Step : 0, network.Parameters, network.Flops, accuracy, accuracy >= least, LoopStore.NameOf(number));
        var round = new LoopRound(report, untuned, tried.Draft.Files, tried.Ledger, tried.Proof, tried.Parts, tried.Groups, state.Truncation, state.SuggestedCut);
        store.Keep(round, tried.Draft);
        _rounds.Add(round);
        work.Say(FormattableString.Invariant(
            $"Round {number} ({kind}): {network.Parameters:N0} parameters, {network.Flops:N0} FLOPs, accuracy for selection {accuracy:F4} (at least {least:F4}): {(report.Accepted ? "accepted" : "too much")}"));
        return round;
    }

    private static PruneProgress Choose(PruneProgress before, PruneProgress tried, bool accepted, PruneProgress start)
    {
        var (kept, left) = accepted ? (tried, before) : (before, tried);
        if (left != start)
        {
            left.Draft.Dispose();
        }

        return kept;
    }

    private PruneOutcome Outcome(PruneProgress start, PruneProgress end, LoopState state)
    {
        var before = work.FiguresOf(start.Draft.Compiled);
        var last = _rounds.FindLast(round => round.Report.Accepted);
        return new PruneOutcome(end, before, last?.Untuned ?? before)
        {
            FineTuned = work.Request.FinetuneEpochs > 0 && last is not null ? work.FiguresOf(end.Draft.Compiled) : null,
            Truncation = state.Truncation,
            SuggestedCut = state.SuggestedCut,
            Rounds = [.. _rounds.Select(round => round.Report)],
            Warnings = state.Warnings(end.Draft.Network),
        };
    }
}
