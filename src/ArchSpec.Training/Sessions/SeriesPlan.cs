using System.Text.Json;
using System.Text.Json.Serialization;
using ArchSpec.Spec;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Runs;

namespace ArchSpec.Training.Sessions;

/// <summary>What a series of runs is, as <c>series.json</c> in its folder says it, so that it can go on after it was broken off.</summary>
/// <param name="Id">The id of the group that its runs are logged with.</param>
/// <param name="Name">Such as <c>folds 5</c>.</param>
/// <param name="SpecFile">The spec as the person gave it, absolute.</param>
/// <param name="Root">The folder that the spec's references may not leave, or null.</param>
/// <param name="Spec">The resolved spec, by which a change of the file is noticed.</param>
/// <param name="Data">The data folder.</param>
/// <param name="Weights">The first weights as the person gave them, or null.</param>
/// <param name="Command">The command line.</param>
/// <param name="Members">Its runs, in their order.</param>
public sealed record SeriesPlan(
    string Id, string Name, string SpecFile, string? Root, string Spec, string Data, string? Weights, string Command, IReadOnlyList<SeriesPlan.Member> Members)
{
    private const string FileName = "series.json";

    /// <summary>The plugins that layers of the model are of, or null where all layers are built in.</summary>
    public IReadOnlyList<RunPlugin>? Plugins { get; init; }

    /// <summary>How validation images are split off; null in the plan of a series from before there was a second rule.</summary>
    public SplitRule? SplitRule { get; init; }

    /// <summary>Whether its runs differ in settings, so that they are compared; else they are alike, and their mean counts.</summary>
    [JsonIgnore]
    public bool IsSweep => Name.StartsWith("sweep", StringComparison.Ordinal);

    /// <summary>A run of a series.</summary>
    /// <param name="Name">What it differs in.</param>
    /// <param name="Folder">The name of its run folder.</param>
    /// <param name="Training">Its <c>training:</c>, as YAML.</param>
    public sealed record Member(string Name, string Folder, string Training);

    /// <summary>Whether a folder is one of a series.</summary>
    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, FileName));

    /// <summary>Reads the plan of a folder.</summary>
    /// <exception cref="TrainingException">It is missing or damaged.</exception>
    public static SeriesPlan Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            return JsonSerializer.Deserialize<SeriesPlan>(PlainFile.ReadAllText(path), RunJson.Readable)!;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new TrainingException($"there is no series of runs to go on with in '{folder}': {error.Message}");
        }
    }

    /// <summary>Writes the plan into a folder.</summary>
    public void Write(string folder) => AtomicFile.Write(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, RunJson.Readable) + "\n");
}
