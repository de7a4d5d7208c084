using System.Globalization;
using System.Text;

namespace ArchSpec.Training.Runs;

/// <summary>Writes <c>history.csv</c>: a line for each epoch, at its end.</summary>
public sealed class HistoryCsv(string path) : ITrainingObserver
{
    private const string Header =
        "epoch,start_time,end_time,train_loss,train_accuracy,val_loss,val_accuracy,learning_rate,images_per_second\n";

    private readonly List<EpochResult> _epochs = [];

    /// <summary>Begins the file; that of a run that goes on stays until its history is known.</summary>
    public void OnStart(RunInfo run)
    {
        if (!File.Exists(path))
        {
            Write();
        }
    }

    /// <inheritdoc/>
    public void OnHistory(IReadOnlyList<EpochResult> epochs)
    {
        _epochs.Clear();
        _epochs.AddRange(epochs);
        Write();
    }

    /// <inheritdoc/>
    public void OnEpoch(EpochResult epoch)
    {
        _epochs.Add(epoch);
        Write();
    }

    // The whole file each time: it is small, and is never there in half.
    private void Write()
    {
        var text = new StringBuilder(Header);
        foreach (var epoch in _epochs)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{epoch.Epoch},{epoch.Start:O},{epoch.End:O},{epoch.TrainLoss:R},{epoch.TrainAccuracy:R},{epoch.ValLoss:R},{epoch.ValAccuracy:R},{epoch.LearningRate:R},{epoch.ImagesPerSecond:F1}\n");
        }

        AtomicFile.Write(path, text.ToString());
    }
}
