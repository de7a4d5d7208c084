using Microsoft.Build.Framework;
using Microsoft.Build.Logging.StructuredLogger;

namespace ArchSpec.Package.Tests.MSBuild;

/// <summary>What a build did, by its binary log.</summary>
internal sealed class BinaryLog
{
    private readonly List<BuildEventArgs> _events;

    public BinaryLog(string file)
    {
        _events = [.. new BinLogReader().ReadRecords(file).Select(record => record.Args).OfType<BuildEventArgs>()];
        LoadedAssemblies = [.. _events.Select(one => LoadedBy(one.Message ?? "")).OfType<string>()];
        Assert.Contains("Microsoft.Build.Utilities.Core", LoadedAssemblies); // every build loads it: or the wording is another
    }

    public IEnumerable<BuildErrorEventArgs> Errors => _events.OfType<BuildErrorEventArgs>();

    public IEnumerable<BuildWarningEventArgs> Warnings => _events.OfType<BuildWarningEventArgs>();

    /// <summary>How often a task ran, in all projects and frameworks.</summary>
    public int Runs(string task) => _events.OfType<TaskStartedEventArgs>().Count(started => started.TaskName == task);

    /// <summary>How often a target found that all that it makes is there and new enough.</summary>
    public int UpToDate(string target) => _events.OfType<TargetSkippedEventArgs>()
        .Count(skipped => skipped.TargetName == target && skipped.SkipReason == TargetSkipReason.OutputsUpToDate);

    /// <summary>The assemblies that the build loaded, by their simple names. MSBuild says so of each.</summary>
    public IReadOnlyCollection<string> LoadedAssemblies { get; }

    // "Assembly loaded during TaskRun: ArchSpec.Core, Version=0.1.0.0, …"
    private static string? LoadedBy(string message) => message.StartsWith("Assembly loaded during ", StringComparison.Ordinal)
        ? message.Split(": ", 2)[1].Split(',')[0]
        : null;
}
