using System.Collections.Immutable;
using ArchSpec.Graph;

namespace ArchSpec.Training.Weights.Published;

/// <summary>
/// A set of weights that Keras publishes for a <see cref="PublishedModel"/>; the file is matched by the names of its layers.
/// </summary>
/// <param name="Model">Keras's name of the model.</param>
/// <param name="Url">Where the file is.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Md5">What Keras publishes to check it by, or null where it publishes nothing.</param>
/// <param name="Sha256">Its SHA-256 where that is known, or null: then that of the first download is kept beside the file.</param>
/// <param name="Layers">The layers that have weights.</param>
public sealed record PublishedWeights(string Model, Uri Url, long? Bytes, string? Md5, string? Sha256, IReadOnlySet<string> Layers)
{
    private const string Storage = "https://storage.googleapis.com/tensorflow/keras-applications/";

    /// <summary>
    /// What is known. Addresses and MD5 sums are those of <c>keras.src.applications</c>; Keras has no sum for MobileNet. Sizes are those that
    /// Keras shows when it downloads. Keras publishes no SHA-256; the one of ResNet50 is that of two copies of the file, found
    /// independently of each other, of the size that Keras shows.
    /// </summary>
    public static ImmutableArray<PublishedWeights> All { get; } =
    [
        new(PublishedModel.Vgg16.Name, new Uri(Storage + "vgg16/vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5"), 58_889_256, "6d6bbae143d832006294945121d1f1fc", null, PublishedModel.Vgg16.Layers),
        new(
            PublishedModel.ResNet50.Name,
            new Uri(Storage + "resnet/resnet50_weights_tf_dim_ordering_tf_kernels_notop.h5"),
            94_765_736,
            "4d473c1dd8becc155b73f8504c6f6626",
            "66c8b43daff3fcc15bc4f30e3d2a167e21a14d9c9598a5394e5516471f4af504",
            PublishedModel.ResNet50.Layers),
        new(PublishedModel.MobileNet.Name, new Uri(Storage + "mobilenet/mobilenet_1_0_224_tf_no_top.h5"), 17_225_924, null, null, PublishedModel.MobileNet.Layers),
    ];

    /// <summary>The file's name.</summary>
    public string File => Path.GetFileName(Url.LocalPath);

    /// <summary>The set that has all of some layers, or null.</summary>
    public static PublishedWeights? For(IEnumerable<string> layers, IEnumerable<PublishedWeights> sets) =>
        sets.FirstOrDefault(set => layers.All(set.Layers.Contains));

    /// <summary>Why there is no set for some layers.</summary>
    public static string Unknown(string source, IReadOnlyCollection<string> layers)
    {
        var nearest = All.MaxBy(set => layers.Count(set.Layers.Contains))!;
        var known = string.Join(", ", All.Select(set => set.Model));
        var odd = layers.First(layer => !nearest.Layers.Contains(layer));
        return layers.Any(nearest.Layers.Contains)
            ? $"the weights '{source}' of {nearest.Model} have no layer '{odd}'; for layers of your own behind it, say weights: beside file: of a base"
            : $"there are weights '{source}' for {known}, told by the names that Keras gives their layers; '{odd}' is in none of them";
    }
}
