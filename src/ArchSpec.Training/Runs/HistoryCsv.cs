using System.Globalization;

namespace ArchSpec.Training.Runs;

/// <summary>Writes <c>history.csv</c>: a line for each epoch, at its end.</summary>
public sealed class HistoryCsv(string path) : ITrainingObserver
{
    /// <inheritdoc/>
    public void OnStart(RunInfo run) =>
        File.WriteAllText(path, "epoch,start_time,end_time,train_loss,train_accuracy,val_loss,val_accuracy,learning_rate,images_per_second\n");

    /// <inheritdoc/>
    public void OnEpoch(EpochResult epoch) => File.AppendAllText(path, string.Create(
        CultureInfo.InvariantCulture,
        $"{epoch.Epoch},{epoch.Start:O},{epoch.End:O},{epoch.TrainLoss:R},{epoch.TrainAccuracy:R},{epoch.ValLoss:R},{epoch.ValAccuracy:R},{epoch.LearningRate:R},{epoch.ImagesPerSecond:F1}\n"));
}
