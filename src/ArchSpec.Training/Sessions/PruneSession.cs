using System.Security.Cryptography;
using ArchSpec.Rewrite;
using ArchSpec.Spec;
using ArchSpec.Training.Compare;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Prune;
using ArchSpec.Training.Prune.Loop;
using ArchSpec.Training.Prune.Pages;
using ArchSpec.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Sessions;

/// <summary>Measures a trained model, and writes a smaller spec with the surviving weights.</summary>
public static class PruneSession
{
    /// <summary>Prunes a model. Nothing is written before the result has been compiled, compared and measured.</summary>
    /// <param name="request">What is to be pruned.</param>
    /// <param name="options">Data, device, libtorch.</param>
    /// <param name="stop">Ends it after the batch under way; a loop goes on with the same call.</param>
    /// <exception cref="PruneException">The result is not what it must be, or cannot be written where it should.</exception>
    public static PruneReport Run(PruneRequest request, SessionOptions options, CancellationToken stop = default)
    {
        var output = new PruneOutput(request.Output, request.Document, InputWeights(request));
        using var model = LoadedModel.Open(request.Network, request.Weights, options);
        using var scope = NewDisposeScope();
        ClassCheck.Check(request.Network, request.Document.Training.Loss, model.Labelled(request.Images.Final).ClassNames.Count);
        using var data = PruneData.Open(model, request.Images, options);
        var work = new PruneWork(request, new PruneTarget(output, request.Registry, model.Device), data, options.Say, stop);
        var start = PruneProgress.Begin(new PruneDraft(request.Document, request.Network, model.Network, []));
        var outcome = request.MaxDrop is null ? new SingleRound(work).Run(start) : new PruneLoop(work, LoopStore.Open(work)).Run(start);
        using (outcome.Progress.Draft)
        {
            var report = Describe(work, model.Network, outcome, output);
            if (!request.DryRun)
            {
                var weights = NetworkWeights.Copy(outcome.Progress.Draft.Compiled).Select(pair => (pair.Name, pair.Values)).ToList();
                output.Write(outcome.Progress.Draft.Files, weights, NetworkWeights.About(outcome.Progress.Draft.Network, data.Classes), report);
                PruneHtml.Write(output.Page, report, PrunePictures.Of(model.Network, data.Measured, report));
            }

            return report;
        }
    }

    private static IEnumerable<string> InputWeights(PruneRequest request) =>
        request.Network.WeightSources.Select(source => source.FullPath).OfType<string>().Prepend(request.Weights);

    private static PruneReport Describe(PruneWork work, CompiledNetwork original, PruneOutcome outcome, PruneOutput output)
    {
        var (request, progress) = (work.Request, outcome.Progress);
        var latencies = new LatencyMeter(batchSize: 1).Measure([original, progress.Draft.Compiled], work.Target.Device).Latencies;
        return new PruneReport
        {
            Model = request.Network.Name,
            Range = request.Network.Range.Text,
            Mode = request.Mode,
            Limits = outcome.Limits ?? request.Limits,
            Budget = request.Budget,
            MaxDrop = request.MaxDrop,
            FinetuneEpochs = request.FinetuneEpochs,
            Hashes = HashesOf(work),
            Images = work.Data.Measured.Count,
            Classes = work.Data.Classes,
            Before = outcome.Before with { Latency = latencies[0] },
            After = outcome.After with { Latency = latencies[1] },
            FineTuned = outcome.FineTuned is { } tuned ? tuned with { Latency = latencies[1] } : null,
            Proof = progress.Proof,
            Layers = progress.Ledger.Report(),
            Groups = progress.Groups,
            Parts = progress.Parts,
            RefusedParts = progress.RefusedParts,
            Joint = outcome.Joint,
            Truncation = outcome.Truncation,
            SuggestedCut = outcome.SuggestedCut,
            LeastAccuracy = outcome.LeastAccuracy,
            Rounds = outcome.Rounds,
            Warnings = [.. ChannelMap.Of(original.Graph).Warnings, .. outcome.Warnings],
            Diff = DiffOf(request.Document, progress.Draft.Files),
            Spec = output.Spec,
            Weights = output.Weights,
        };
    }

    private static string DiffOf(SpecDocument before, IReadOnlyList<RewrittenFile> after)
    {
        var folder = Path.GetDirectoryName(before.FullPath)!;
        return string.Concat(after.Where(file => file.IsNew).Select(file =>
        {
            var old = before.Referenced.FirstOrDefault(other => IsFrom(other)) ?? before;
            return UnifiedDiff.Of(old.Text, file.Text, Path.GetRelativePath(folder, old.FullPath), file.Path);

            // A copy of a base or of a file of blocks ends in its name.
            bool IsFrom(SpecDocument other) => file != after[0] && file.Path.EndsWith($".{Path.GetFileName(other.FullPath)}", StringComparison.Ordinal);
        }));
    }

    internal static PruneHashes HashesOf(PruneWork work) => new(
        Hash(work.Request.Document.FullPath),
        Hash(work.Request.Weights),
        DataFingerprint.Of(work.Data.Classes, new[] { work.Data.Measured, work.Data.Selection, work.Data.Final }.Distinct().SelectMany(set => set.Split.Items).Select(item => (item.Name, item.Size)).ToList()));

    private static string Hash(string file)
    {
        using var stream = PlainFile.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
