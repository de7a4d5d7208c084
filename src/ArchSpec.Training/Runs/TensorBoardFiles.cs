namespace ArchSpec.Training.Runs;

/// <summary>
/// Writes event files for TensorBoard, in the folders and by the names that Keras's callback gives them: <c>epoch_loss</c>,
/// <c>epoch_accuracy</c> and <c>epoch_learning_rate</c> in <c>train</c>, the first two in <c>validation</c>. The step is the epoch
/// from 0, as Keras's. The files follow from the history: a resumed run writes them anew.
/// </summary>
/// <param name="folder">Such as <c>runs/NAME-001/tensorboard</c>.</param>
public sealed class TensorBoardFiles(string folder) : ITrainingObserver
{
    private TensorBoardFile? _train;
    private TensorBoardFile? _validation;

    /// <inheritdoc/>
    public void OnStart(RunInfo run) => Begin();

    /// <inheritdoc/>
    public void OnHistory(IReadOnlyList<EpochResult> epochs)
    {
        Begin();
        foreach (var epoch in epochs)
        {
            OnEpoch(epoch);
        }
    }

    /// <inheritdoc/>
    public void OnEpoch(EpochResult epoch)
    {
        var step = epoch.Epoch - 1;
        _train!.Add(TensorBoardEvent.Scalars(
            epoch.End, step, ("epoch_accuracy", epoch.TrainAccuracy), ("epoch_loss", epoch.TrainLoss), ("epoch_learning_rate", epoch.LearningRate)));
        _validation!.Add(TensorBoardEvent.Scalars(epoch.End, step, ("epoch_accuracy", epoch.ValAccuracy), ("epoch_loss", epoch.ValLoss)));
    }

    private void Begin()
    {
        _train = TensorBoardFile.Begin(Path.Combine(folder, "train"), firstStep: 0);
        _validation = TensorBoardFile.Begin(Path.Combine(folder, "validation"), firstStep: 0);
    }
}
