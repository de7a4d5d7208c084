using Microsoft.Build.Framework;
using Microsoft.Build.Logging.StructuredLogger;

namespace ArchSpec.Package.Tests.MSBuild;

/// <summary>What a build did, by its binary log.</summary>
internal sealed class BinaryLog
{
    private readonly List<BuildEventArgs> _events;

    public BinaryLog(string file) =>
        _events = [.. new BinLogReader().ReadRecords(file).Select(record => record.Args).OfType<BuildEventArgs>()];

    public IEnumerable<BuildErrorEventArgs> Errors => _events.OfType<BuildErrorEventArgs>();

    public IEnumerable<BuildWarningEventArgs> Warnings => _events.OfType<BuildWarningEventArgs>();

    /// <summary>How often a task ran, in all projects and frameworks.</summary>
    public int Runs(string task) => _events.OfType<TaskStartedEventArgs>().Count(started => started.TaskName == task);

    /// <summary>How often a target found that all that it makes is there and new enough.</summary>
    public int UpToDate(string target) => _events.OfType<TargetSkippedEventArgs>()
        .Count(skipped => skipped.TargetName == target && skipped.SkipReason == TargetSkipReason.OutputsUpToDate);

    /// <summary>The assemblies that the build loaded for its tasks.</summary>
    public IEnumerable<string> LoadedAssemblies => _events.OfType<AssemblyLoadBuildEventArgs>().Select(loaded => loaded.AssemblyName!.Split(',')[0]);
}
