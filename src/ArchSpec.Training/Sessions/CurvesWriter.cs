using ArchSpec.Training.Pictures;
using ArchSpec.Training.Runs;

namespace ArchSpec.Training.Sessions;

/// <summary>Draws <c>curves.png</c> when a run ends.</summary>
internal sealed class CurvesWriter(string path) : ITrainingObserver
{
    private readonly List<EpochResult> _epochs = [];
    private string _name = "";

    public void OnStart(RunInfo run) => _name = run.ModelName;

    public void OnHistory(IReadOnlyList<EpochResult> epochs)
    {
        _epochs.Clear();
        _epochs.AddRange(epochs);
    }

    public void OnEpoch(EpochResult epoch) => _epochs.Add(epoch);

    public void OnEnd(RunOutcome outcome)
    {
        if (_epochs.Count > 0)
        {
            CurvesPlot.Save(path, _name, _epochs, outcome.BestEpoch?.Epoch);
        }
    }
}
