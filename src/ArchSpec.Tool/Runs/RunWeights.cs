using ArchSpec.Training.Runs;

namespace ArchSpec.Tool.Runs;

/// <summary>Where the weights of a run are.</summary>
internal static class RunWeights
{
    /// <summary>The file of the best epoch's weights, or null where it is not at hand.</summary>
    public static string? Best(RunRow run, RunCatalog catalog) =>
        catalog.FolderOf(run) is { } folder && new RunFolder(folder).BestWeights is var file && File.Exists(file) ? file : null;
}
