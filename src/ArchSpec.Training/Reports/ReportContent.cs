using ArchSpec.Graph;
using ArchSpec.Spec;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Metrics;

namespace ArchSpec.Training.Reports;

/// <summary>All that a report says.</summary>
/// <param name="Run">The run.</param>
/// <param name="Network">What was trained.</param>
/// <param name="Training">How.</param>
/// <param name="Judged">What the best weights make of the validation images; null where they were not looked at.</param>
/// <param name="Files">The files and folders in the run folder, by their names.</param>
public sealed record ReportContent(RunRecord Run, Network Network, TrainingOptions Training, JudgedImages? Judged, IReadOnlyList<string> Files)
{
    /// <summary>Why what needs the images is not there, or null.</summary>
    public string? WithoutImages { get; init; }
}

/// <summary>What the best weights make of the validation images.</summary>
/// <param name="Images">The images.</param>
/// <param name="Evaluation">With the probabilities.</param>
/// <param name="Found">All figures of it.</param>
/// <param name="Features">The feature maps of one image for each class.</param>
public sealed record JudgedImages(ImageSet Images, Evaluation Evaluation, Assessment Found, FeaturePictures Features);

/// <summary>The feature maps of one image for each class.</summary>
/// <param name="Samples">The images, at most one of a class.</param>
/// <param name="Layers">The layers that the report shows, in the network's order.</param>
/// <param name="AllLayers">How many the network has.</param>
public sealed record FeaturePictures(IReadOnlyList<FeatureSample> Samples, IReadOnlyList<LayerPictures> Layers, int AllLayers);

/// <summary>An image whose feature maps are shown.</summary>
/// <param name="Label">Its class.</param>
/// <param name="Index">Its place among the images.</param>
public sealed record FeatureSample(int Label, int Index);

/// <summary>The maps of one layer for every sample.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Pictures">A WebP picture of at most 16 maps for each sample.</param>
/// <param name="Silent">For each sample, how many channels are 0 everywhere.</param>
/// <param name="SilentInAll">How many channels are 0 everywhere for each of the samples.</param>
public sealed record LayerPictures(
    Pictures.FeatureLayer Layer, IReadOnlyList<byte[]> Pictures, IReadOnlyList<int> Silent, int SilentInAll);
