using ArchSpec.Spec;
using ArchSpec.Training.Metrics;
using ArchSpec.Training.Prune.Probe;

namespace ArchSpec.Training.Prune;

/// <summary>What became of one channel that was considered.</summary>
/// <param name="Channel">Its place in the layer as it was given, from 0.</param>
/// <param name="Reason">Why it goes or stays.</param>
/// <param name="Certified">Whether its weights and the range of the images show that it cannot fire on any image, and not only that it did not on these.</param>
public sealed record ChannelReport(int Channel, string Reason, bool Certified = false)
{
    internal static ChannelReport Of(ChannelVerdict verdict, int place) => new(place, verdict.Reason, verdict.Certified);
}

/// <summary>What became of the channels of one layer.</summary>
/// <param name="Layer">The layer's path in the model as it was given.</param>
/// <param name="Argument">The argument that counts them.</param>
/// <param name="Before">How many there were.</param>
/// <param name="After">How many stay.</param>
/// <param name="Kept">The places of those that stay.</param>
/// <param name="Removed">Those that go.</param>
/// <param name="Refused">Those that looked dead somewhere and stay.</param>
/// <param name="Gone">Why the whole layer went, or null.</param>
public sealed record LayerReport(
    string Layer,
    string Argument,
    int Before,
    int After,
    IReadOnlyList<int> Kept,
    IReadOnlyList<ChannelReport> Removed,
    IReadOnlyList<ChannelReport> Refused,
    string? Gone = null);

/// <summary>Channels of several layers, or places of one, that go or stay together.</summary>
/// <param name="Members">Such as <c>conv2d[3]</c>.</param>
/// <param name="Goes">Whether they go.</param>
/// <param name="Reason">Why they go or stay.</param>
public sealed record GroupReport(IReadOnlyList<string> Members, bool Goes, string Reason);

/// <summary>A part of the network that goes as a whole.</summary>
/// <param name="Path">The joining layer that it led to, or the layer behind which the network is cut.</param>
/// <param name="Reason">Why it goes.</param>
/// <param name="Layers">The layers that go with it.</param>
public sealed record PartReport(string Path, string Reason, IReadOnlyList<string> Layers);

/// <summary>How well the labels can be read off one place of the network, by a linear probe.</summary>
/// <param name="Layer">The layer whose output is read.</param>
/// <param name="Channels">How many channels it has.</param>
/// <param name="Accuracy">Of a ridge regression on the means of the channels, fitted on one half of the images and judged on the other, both ways.</param>
/// <param name="Interval">At 95% confidence.</param>
/// <param name="Parameters">Of the model that is cut there.</param>
/// <param name="Flops">Of the model that is cut there.</param>
public sealed record ProbeReport(string Layer, int Channels, double Accuracy, WilsonInterval Interval, long Parameters, long Flops)
{
    internal static ProbeReport Of(TruncationPoint point) => new(point.Layer, point.Channels, point.Accuracy, point.Interval, point.Parameters, point.Flops);
}

/// <summary>One round of the loop.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Kind">What was tried: <c>channels</c>, <c>parts</c>, <c>cut</c> or <c>budget</c>.</param>
/// <param name="Step">The share of the model's size that a budget round took away; 0 for the others.</param>
/// <param name="Parameters">What was left.</param>
/// <param name="Flops">What was left.</param>
/// <param name="Accuracy">On the images for selection, after fine-tuning.</param>
/// <param name="Accepted">Whether the next round went on from it.</param>
/// <param name="Folder">Where its spec and weights are.</param>
public sealed record RoundReport(int Number, string Kind, double Step, long Parameters, long Flops, double Accuracy, bool Accepted, string Folder);

/// <summary>How the pruned network was compared with the one that it replaces.</summary>
/// <param name="Images">How many inputs were compared.</param>
/// <param name="LargestDifference">Between the outputs before the last activation.</param>
/// <param name="LargestOutput">The largest magnitude of those outputs.</param>
/// <param name="Tolerance">The difference that was allowed, relative to the largest output.</param>
public sealed record PruneProof(int Images, double LargestDifference, double LargestOutput, double Tolerance);

/// <summary>What was read, so that a result can be traced back to it.</summary>
/// <param name="Spec">SHA-256 of the spec's file.</param>
/// <param name="Weights">SHA-256 of the weights file.</param>
/// <param name="Data">SHA-256 over the names and sizes of the images.</param>
public sealed record PruneHashes(string Spec, string Weights, string Data);

/// <summary>All that <c>prune.json</c> says.</summary>
public sealed record PruneReport
{
    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>What was allowed.</summary>
    public required PruneMode Mode { get; init; }

    /// <summary>The limits of the safe mode.</summary>
    public required SafeLimits Limits { get; init; }

    /// <summary>How small it had to become, or null.</summary>
    public PruneBudget? Budget { get; init; }

    /// <summary>By how many points of accuracy a round of the loop might end below the model as it was given, or null for no loop.</summary>
    public double? MaxDrop { get; init; }

    /// <summary>Epochs of training after each round.</summary>
    public int FinetuneEpochs { get; init; }

    /// <summary>What was read.</summary>
    public required PruneHashes Hashes { get; init; }

    /// <summary>On how many images channels were measured.</summary>
    public required int Images { get; init; }

    /// <summary>The labels of the images.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The model as it was given.</summary>
    public required ModelFigures Before { get; init; }

    /// <summary>The pruned model, before any training.</summary>
    public required ModelFigures After { get; init; }

    /// <summary>The pruned model after fine-tuning, or null where there was none.</summary>
    public ModelFigures? FineTuned { get; init; }

    /// <summary>How the two were compared; of several steps, the comparison with the largest relative difference; null where the model was cut, which is no equal.</summary>
    public PruneProof? Proof { get; init; }

    /// <summary>Every layer that makes channels.</summary>
    public required IReadOnlyList<LayerReport> Layers { get; init; }

    /// <summary>Channels that go or stay together, of those that were considered.</summary>
    public IReadOnlyList<GroupReport> Groups { get; init; } = [];

    /// <summary>Parts that go as a whole.</summary>
    public IReadOnlyList<PartReport> Parts { get; init; } = [];

    /// <summary>How early the network could end, or empty where that was not asked.</summary>
    public IReadOnlyList<ProbeReport> Truncation { get; init; } = [];

    /// <summary>The layer behind which the network could end within the drop that was allowed, or null.</summary>
    public string? SuggestedCut { get; init; }

    /// <summary>What a pixel is to the model, as a spec says it.</summary>
    public string Range { get; init; } = PixelRange.Unit.Text;

    /// <summary>The least accuracy on the images for selection with which a round is accepted, 0 to 1; null for no loop.</summary>
    public double? LeastAccuracy { get; init; }

    /// <summary>The rounds of the loop, in order.</summary>
    public IReadOnlyList<RoundReport> Rounds { get; init; } = [];

    /// <summary>What a person should know besides.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The unified diff of the spec and of the files that it is based on.</summary>
    public string Diff { get; init; } = "";

    /// <summary>The new spec, where it was written.</summary>
    public required string Spec { get; init; }

    /// <summary>The new weights, where they were written.</summary>
    public required string Weights { get; init; }

    /// <summary>The model that was written.</summary>
    public ModelFigures Result => FineTuned ?? After;
}
