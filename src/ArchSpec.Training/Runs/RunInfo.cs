using System.Text.Json.Serialization;
using ArchSpec.Training.Data;

namespace ArchSpec.Training.Runs;

/// <summary>What is known of a training run when it starts: written to <c>run.json</c> and to the run store.</summary>
/// <param name="Id">Tells this run from every other, also from one of the same model: 32 hexadecimal digits.</param>
/// <param name="ModelName">The spec's <c>name</c>, as in the column <c>model_name</c>.</param>
/// <param name="SpecFile">The spec as the person gave it.</param>
/// <param name="Directory">The run folder, absolute.</param>
/// <param name="Command">The command line.</param>
/// <param name="Seed">The seed of initial weights, shuffling and dropout.</param>
/// <param name="Device">Such as <c>cpu</c> or <c>cuda:0</c>.</param>
/// <param name="Parameters">All weights of the model, trainable or not.</param>
/// <param name="Flops">Floating-point operations of one image's forward pass.</param>
/// <param name="DataFingerprint">A hash of the data set's file list, sizes and class names.</param>
/// <param name="Start">When training began, UTC.</param>
/// <param name="Versions">Component name to version: archspec, torchsharp, libtorch, dotnet, os.</param>
public sealed record RunInfo(
    string Id,
    string ModelName,
    string SpecFile,
    string Directory,
    string Command,
    long Seed,
    string Device,
    long Parameters,
    long Flops,
    string DataFingerprint,
    DateTimeOffset Start,
    IReadOnlyDictionary<string, string> Versions)
{
    /// <summary>What this run is a member of, or null where it stands alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RunGroup? Group { get; init; }

    /// <summary>The plugins that layers of the model are of, or null where all layers are built in.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RunPlugin>? Plugins { get; init; }

    /// <summary>How its validation images were split off; null in the file of a run from before there was a second rule.</summary>
    public SplitRule? SplitRule { get; init; }

    /// <summary>The rule by which it splits its images, also where the file is from before it was written there.</summary>
    [JsonIgnore]
    internal SplitRule RuleOfSplit => SplitRule ?? Training.Data.SplitRule.Below;

    /// <summary>The images; null in the file of a run from before they were written there.</summary>
    public DataFacts? Data { get; init; }
}

/// <summary>Runs that belong together: the folds of a cross-validation, the repeats of a training, the points of a sweep.</summary>
/// <param name="Id">The same for all of its runs: 32 hexadecimal digits.</param>
/// <param name="Name">For people, such as <c>folds 5</c>.</param>
/// <param name="Member">Which of its runs this is, such as <c>fold 2/5</c> or <c>learning_rate=0.01</c>.</param>
public sealed record RunGroup(string Id, string Name, string Member);
