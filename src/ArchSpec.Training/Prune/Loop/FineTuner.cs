using ArchSpec.Spec;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Runs;
using ArchSpec.Training.Sessions;
using ArchSpec.Training.Weights;
using static TorchSharp.torch;

namespace ArchSpec.Training.Prune.Loop;

/// <summary>
/// Trains a pruned model for some epochs with the spec's own settings. The learning rate is the training's at first, since after
/// pruning that beats a small one (Renda, Frankle and Carbin 2020), and falls to 0 over the epochs, as it would have at a training's
/// end. The best epoch on the images for selection is kept, and where no epoch is better than none, the weights stay as they are.
/// </summary>
internal sealed class FineTuner(PruneWork work)
{
    /// <summary>Trains.</summary>
    /// <param name="draft">The model; its weights change.</param>
    /// <param name="folder">Where the figures of the epochs go, or null for nowhere.</param>
    /// <returns>The accuracy on the images for selection.</returns>
    /// <exception cref="PruneInterruptedException">The person ended it.</exception>
    public double Train(PruneDraft draft, string? folder = null)
    {
        using var scope = NewDisposeScope();
        var network = draft.Compiled;
        BatchNormCalibration.Run(network, work.Data.Measured, work.Request.BatchSize, work.Target.Device);
        var before = AccuracyOf(network);
        if (work.Request.FinetuneEpochs == 0)
        {
            return before;
        }

        var weights = NetworkWeights.Copy(network).ToDictionary(pair => pair.Name, pair => pair.Values);
        Fit(draft, folder);
        var after = AccuracyOf(network);
        if (after >= before)
        {
            return after;
        }

        NetworkWeights.Load(network, weights, draft.Network.Name);
        return before;
    }

    /// <summary>The accuracy on the images for selection.</summary>
    public double AccuracyOf(CompiledNetwork network) => work.EvaluatorOf(network).Run(work.Data.Selection).Accuracy;

    private void Fit(PruneDraft draft, string? folder)
    {
        var options = Options();
        var place = new RunFolder(folder ?? "");
        var request = new TrainingRequest { Network = draft.Network, SpecFile = work.Request.Document.File, Training = options, ToolVersion = work.Request.ToolVersion, Plugins = work.Request.Plugins };
        var run = RunDescription.Of(request, place, work.Target.Device.ToString(), DataFingerprint.Of(work.Data.Classes, []));
        using var trainer = new Trainer(draft.Compiled, options, work.Target.Device, work.Data.Classes.Count) { OnDead = OnDead.Continue };
        ITrainingObserver[] files = folder is null ? [] : [new HistoryCsv(place.History)];
        trainer.Fit(run, work.Data.Measured, work.Data.Selection, [.. files, new EpochLines(work.Say)], _ => { }, work.Stop);
        if (work.Stop.IsCancellationRequested)
        {
            throw new PruneInterruptedException();
        }
    }

    private TrainingOptions Options() => work.Request.Document.Training with
    {
        Epochs = work.Request.FinetuneEpochs,
        BatchSize = work.Request.BatchSize,
        Optimizer = Optimizers.WithDecay(work.Request.Document.Training.Optimizer, work.Request.FinetuneEpochs * BatchesOf(work.Data.Measured)),
        EarlyStopping = new EarlyStoppingOptions { Monitor = "val_accuracy", Patience = work.Request.FinetuneEpochs, RestoreBestWeights = true },
    };

    private int BatchesOf(ImageSet images) => (images.Count + work.Request.BatchSize - 1) / work.Request.BatchSize;

    // One line for each epoch.
    private sealed class EpochLines(Action<string> say) : ITrainingObserver
    {
        public void OnEpoch(EpochResult epoch) => say(FormattableString.Invariant(
            $"  epoch {epoch.Epoch}: loss {epoch.TrainLoss:F4}, accuracy {epoch.TrainAccuracy:F4}, on the images for selection {epoch.ValAccuracy:F4}"));
    }
}
