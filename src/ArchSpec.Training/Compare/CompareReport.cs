using ArchSpec.Training.Metrics;
using ArchSpec.Training.Sessions;

namespace ArchSpec.Training.Compare;

/// <summary>What a model makes of the images.</summary>
/// <param name="Accuracy">0 to 1.</param>
/// <param name="Correct">Images that it has right.</param>
/// <param name="Images">Of how many.</param>
/// <param name="Low">Where the 95% interval begins; see <see cref="WilsonInterval"/>.</param>
/// <param name="High">Where it ends.</param>
/// <param name="Loss">Mean over the images.</param>
public sealed record ComparedAccuracy(double Accuracy, int Correct, int Images, double Low, double High, double Loss);

/// <summary>The figures of one model.</summary>
/// <param name="Spec">Its file, as it was named.</param>
/// <param name="Model">Its name.</param>
/// <param name="Parameters">All weights, in number of values.</param>
/// <param name="TrainableParameters">Those that training changes.</param>
/// <param name="Flops">Of one image's forward pass.</param>
/// <param name="SizeBytes">All weights in float32.</param>
/// <param name="Latency">Of a batch.</param>
/// <param name="Accuracy">Null without images, or without weights of its own.</param>
/// <param name="Weights">Its weights file; null for random ones.</param>
public sealed record ComparedModel(
    string Spec, string Model, long Parameters, long TrainableParameters, long Flops, long SizeBytes, Latency Latency, ComparedAccuracy? Accuracy, string? Weights)
{
    internal static ComparedModel Of(ComparedSpec spec, Latency latency, ComparedAccuracy? accuracy) => new(
        spec.Spec, spec.Network.Name, spec.Network.Parameters, spec.Network.TrainableParameters, spec.Network.Flops, spec.Network.Parameters * sizeof(float), latency, accuracy, spec.Weights);
}

/// <summary>How a model differs from the first.</summary>
/// <param name="LatencyRatio">Its time to the first's.</param>
/// <param name="McNemar">Whether the two are right equally often; null where they were not evaluated on the same images.</param>
/// <param name="Layers">The layers that they do not have alike.</param>
public sealed record ModelDifference(LatencyRatio LatencyRatio, McNemar? McNemar, IReadOnlyList<LayerDifference> Layers);

/// <summary>Models side by side.</summary>
/// <param name="Device">Where they were measured.</param>
/// <param name="Models">In the order in which they were named.</param>
/// <param name="Differences">Of each model but the first, to the first.</param>
public sealed record CompareReport(string Device, IReadOnlyList<ComparedModel> Models, IReadOnlyList<ModelDifference> Differences);
