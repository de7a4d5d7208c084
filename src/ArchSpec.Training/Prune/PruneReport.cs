using ArchSpec.Graph;

namespace ArchSpec.Training.Prune;

/// <summary>A model's size and what it makes of the data.</summary>
/// <param name="Parameters">All weights, in number of values.</param>
/// <param name="Flops">Of one image's forward pass.</param>
/// <param name="Accuracy">0 to 1.</param>
/// <param name="Correct">Images that it gets right.</param>
/// <param name="Loss">Mean over the images.</param>
public sealed record ModelFigures(long Parameters, long Flops, double Accuracy, int Correct, double Loss)
{
    internal static ModelFigures Of(Network network, Loop.Evaluation evaluation) => new(
        network.Parameters,
        network.Flops,
        evaluation.Accuracy,
        evaluation.Predictions.Zip(evaluation.Labels).Count(pair => pair.First == pair.Second),
        evaluation.Loss);
}

/// <summary>What became of one channel that was considered.</summary>
/// <param name="Channel">Its place in the layer, from 0.</param>
/// <param name="Reason">Why it goes or stays.</param>
public sealed record ChannelReport(int Channel, string Reason);

/// <summary>What became of the channels of one layer.</summary>
/// <param name="Layer">The layer's path.</param>
/// <param name="Argument">The argument that counts them.</param>
/// <param name="Before">How many there were.</param>
/// <param name="After">How many stay.</param>
/// <param name="Kept">The places of those that stay.</param>
/// <param name="Removed">Those that go.</param>
/// <param name="Refused">Those that looked dead somewhere and stay.</param>
public sealed record LayerReport(
    string Layer,
    string Argument,
    int Before,
    int After,
    IReadOnlyList<int> Kept,
    IReadOnlyList<ChannelReport> Removed,
    IReadOnlyList<ChannelReport> Refused)
{
    internal static LayerReport Of(LayerPlan plan) => new(
        plan.Source.Path, plan.Source.Count.Name, plan.Before, plan.After, [.. plan.Kept], Describe(plan.Removed), Describe(plan.Refused));

    private static IReadOnlyList<ChannelReport> Describe(IReadOnlyList<ChannelVerdict> verdicts) =>
        [.. verdicts.Select(verdict => new ChannelReport(verdict.Channel, verdict.Reason))];
}

/// <summary>How the pruned network was compared with the one that it replaces.</summary>
/// <param name="Images">How many inputs were compared.</param>
/// <param name="LargestDifference">Between the outputs before the last activation.</param>
/// <param name="LargestOutput">The largest magnitude of those outputs.</param>
/// <param name="Tolerance">The difference that was allowed, relative to the largest output.</param>
public sealed record PruneProof(int Images, double LargestDifference, double LargestOutput, double Tolerance);

/// <summary>All that <c>prune.json</c> says.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Mode">What was allowed.</param>
/// <param name="Limits">The limits of the safe mode.</param>
/// <param name="SpecHash">SHA-256 of the spec's file.</param>
/// <param name="WeightsHash">SHA-256 of the weights file.</param>
/// <param name="DataHash">SHA-256 over the names and sizes of the images.</param>
/// <param name="Images">On how many images it was measured.</param>
/// <param name="Before">The model as given.</param>
/// <param name="After">The pruned model.</param>
/// <param name="Proof">How the two were compared.</param>
/// <param name="Layers">Every layer that makes channels.</param>
/// <param name="Spec">The new spec, where it was written.</param>
/// <param name="Weights">The new weights, where they were written.</param>
public sealed record PruneReport(
    string Model,
    PruneMode Mode,
    SafeLimits Limits,
    string SpecHash,
    string WeightsHash,
    string DataHash,
    int Images,
    ModelFigures Before,
    ModelFigures After,
    PruneProof Proof,
    IReadOnlyList<LayerReport> Layers,
    string Spec,
    string Weights);
