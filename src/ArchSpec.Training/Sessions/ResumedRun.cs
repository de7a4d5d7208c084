using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Runs;

namespace ArchSpec.Training.Sessions;

/// <summary>A run that was broken off and is to go on.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Info">What was known when it started.</param>
public sealed record ResumedRun(RunFolder Folder, RunInfo Info)
{
    /// <summary>Finds a run.</summary>
    /// <param name="name">A run folder, or its name in <paramref name="runs"/>.</param>
    /// <param name="runs">The folder of run folders.</param>
    /// <exception cref="TrainingException">There is none, or nothing of it can be resumed.</exception>
    public static ResumedRun Find(string name, string runs)
    {
        var path = Directory.Exists(name) ? name : Path.Combine(runs, name);
        var folder = new RunFolder(Path.GetFullPath(path));
        if (!File.Exists(folder.Info) || !File.Exists(folder.Spec))
        {
            throw new TrainingException($"there is no run to resume in '{name}': a run folder has spec.yaml, run.json and checkpoint.bin{Known(runs)}");
        }

        return File.Exists(folder.Checkpoint)
            ? new ResumedRun(folder, RunJson.Read(folder.Info))
            : throw new TrainingException($"the run in '{name}' has no checkpoint.bin: it ended before training began, or an older version trained it; train anew");
    }

    /// <summary>Refuses images that are not those that the run began with.</summary>
    /// <exception cref="TrainingException">They are others.</exception>
    internal void CheckData(ImageFolder data, string given)
    {
        if (data.Fingerprint != Info.DataFingerprint)
        {
            throw new TrainingException(
                $"the images in '{given}' are not those that the run began with (their fingerprint is {data.Fingerprint}, the run's is {Info.DataFingerprint}): give the same with --data, or train anew");
        }
    }

    private static string Known(string runs)
    {
        var names = Directory.Exists(runs) ? Directory.GetDirectories(runs).Select(Path.GetFileName).Order(StringComparer.Ordinal).Take(10).ToList() : [];
        return names.Count == 0 ? "" : $"; '{runs}' holds {string.Join(", ", names)}";
    }
}
