using System.Globalization;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Runs;

namespace ArchSpec.Training.Sessions;

/// <summary>How a run of a series went.</summary>
/// <param name="Name">What it differs in.</param>
/// <param name="Folder">Its run folder.</param>
/// <param name="Best">Its best epoch, or null where none finished.</param>
/// <param name="Failure">Why it ended before its time, or null.</param>
public sealed record SeriesResult(string Name, string Folder, EpochResult? Best, string? Failure);

/// <summary>
/// Trains the runs of a series one after the other. A run that has ended is not trained again, and one that was broken off goes
/// on, so that a series can be broken off as well.
/// </summary>
/// <param name="Folder">The series' folder, absolute.</param>
/// <param name="Plan">What is trained.</param>
public sealed record RunSeries(string Folder, SeriesPlan Plan)
{
    /// <summary>Makes the folder of a new series.</summary>
    /// <param name="runs">Where run folders are made.</param>
    /// <param name="name">The folder is called after it: <c>NAME-001</c>.</param>
    /// <param name="at">The folder, new or empty, or null for the next of that name.</param>
    /// <param name="plan">What is to be trained.</param>
    public static RunSeries Create(string runs, string name, string? at, SeriesPlan plan)
    {
        var folder = (at is null ? RunFolder.CreateNext(runs, name) : RunFolder.CreateAt(at)).Path;
        plan.Write(folder);
        return new RunSeries(folder, plan);
    }

    /// <summary>Opens a series that was broken off.</summary>
    /// <exception cref="TrainingException">There is none.</exception>
    public static RunSeries Open(string folder) => new(Path.GetFullPath(folder), SeriesPlan.Read(folder));

    /// <summary>Trains what has not been trained.</summary>
    /// <param name="request">Of a run, but for what the series decides.</param>
    /// <param name="trainings">How each member trains, in the order of the plan.</param>
    /// <param name="train">Runs one training.</param>
    /// <param name="say">Takes lines for the person.</param>
    /// <param name="stop">Ends the series.</param>
    public IReadOnlyList<SeriesResult> Run(
        TrainingRequest request, IReadOnlyList<Spec.TrainingOptions> trainings, Func<TrainingRequest, TrainingReport> train, Action<string> say, CancellationToken stop)
    {
        using var hold = new RunFolder(Folder).Hold();
        var results = new List<SeriesResult>();
        foreach (var (index, member) in Plan.Members.Index())
        {
            if (stop.IsCancellationRequested)
            {
                break;
            }

            say(string.Create(CultureInfo.InvariantCulture, $"[{index + 1}/{Plan.Members.Count}] {member.Name}"));
            results.Add(Ended(member, say) ?? Train(request with { Training = trainings[index] }, member, train));
            WriteResults(results);
        }

        return results;
    }

    private SeriesResult Train(TrainingRequest request, SeriesPlan.Member member, Func<TrainingRequest, TrainingReport> train)
    {
        var folder = new RunFolder(Path.Combine(Folder, member.Folder));
        var resumes = File.Exists(folder.Checkpoint) && File.Exists(folder.Info);
        if (!resumes && Directory.Exists(folder.Path))
        {
            // Broken off before its first checkpoint: there is nothing in it.
            Directory.Delete(folder.Path, recursive: true);
        }

        var report = train(request with
        {
            RunDirectory = resumes ? null : folder.Path,
            Resume = resumes ? ResumedRun.Find(folder.Path, Folder) : null,
            SplitRule = Plan.SplitRule ?? SplitRule.Below,
            Group = new RunGroup(Plan.Id, Plan.Name, member.Name),
        });
        return new SeriesResult(member.Name, folder.Path, report.Outcome.BestEpoch, report.Outcome.Failure);
    }

    // run.json has the outcome of a run that has ended; one that was interrupted has not.
    private SeriesResult? Ended(SeriesPlan.Member member, Action<string> say)
    {
        var folder = new RunFolder(Path.Combine(Folder, member.Folder));
        if (!File.Exists(folder.Info) || RunJson.ReadOutcome(folder.Info) is not { Reason: not EndReason.Interrupted } outcome)
        {
            return null;
        }

        say($"It ended before: {folder.Path}");
        return new SeriesResult(member.Name, folder.Path, outcome.BestEpoch, outcome.Failure);
    }

    private void WriteResults(IEnumerable<SeriesResult> results)
    {
        var rows = results.Select(result => string.Create(
            CultureInfo.InvariantCulture,
            $"\"{result.Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{Path.GetFileName(result.Folder)},{result.Best?.Epoch},{result.Best?.ValAccuracy:R},{result.Best?.ValLoss:R},{result.Best?.TrainAccuracy:R},{result.Best?.TrainLoss:R}\n"));
        AtomicFile.Write(Path.Combine(Folder, "results.csv"), "run,folder,best_epoch,val_accuracy,val_loss,train_accuracy,train_loss\n" + string.Concat(rows));
    }
}
