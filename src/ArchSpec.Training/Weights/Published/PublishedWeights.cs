using System.Collections.Immutable;
using System.Globalization;

namespace ArchSpec.Training.Weights.Published;

/// <summary>
/// A set of weights that Keras publishes. A spec says only <c>weights: imagenet</c>; which set that is follows from the names that Keras
/// gives the model's layers, by which the file is matched anyway. So a base may be cut with <c>until</c> and have a name of its own.
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
        new("vgg16", new Uri(Storage + "vgg16/vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5"), 58_889_256, "6d6bbae143d832006294945121d1f1fc", null, Vgg16()),
        new(
            "resnet50",
            new Uri(Storage + "resnet/resnet50_weights_tf_dim_ordering_tf_kernels_notop.h5"),
            94_765_736,
            "4d473c1dd8becc155b73f8504c6f6626",
            "66c8b43daff3fcc15bc4f30e3d2a167e21a14d9c9598a5394e5516471f4af504",
            ResNet50()),
        new("mobilenet", new Uri(Storage + "mobilenet/mobilenet_1_0_224_tf_no_top.h5"), 17_225_924, null, null, MobileNet()),
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

    private static HashSet<string> Vgg16() =>
        [.. new[] { 2, 2, 3, 3, 3 }.SelectMany((count, block) => Enumerable.Range(1, count).Select(layer => string.Create(CultureInfo.InvariantCulture, $"block{block + 1}_conv{layer}")))];

    private static HashSet<string> ResNet50() =>
    [
        "conv1_conv",
        "conv1_bn",
        .. from stack in new[] { (Name: "conv2", Blocks: 3), (Name: "conv3", Blocks: 4), (Name: "conv4", Blocks: 6), (Name: "conv5", Blocks: 3) }
           from block in Enumerable.Range(1, stack.Blocks)
           from layer in Enumerable.Range(block == 1 ? 0 : 1, block == 1 ? 4 : 3)
           from kind in new[] { "conv", "bn" }
           select string.Create(CultureInfo.InvariantCulture, $"{stack.Name}_block{block}_{layer}_{kind}"),
    ];

    private static HashSet<string> MobileNet() =>
    [
        "conv1",
        "conv1_bn",
        .. from block in Enumerable.Range(1, 13)
           from name in new[] { string.Create(CultureInfo.InvariantCulture, $"conv_dw_{block}"), string.Create(CultureInfo.InvariantCulture, $"conv_dw_{block}_bn"), string.Create(CultureInfo.InvariantCulture, $"conv_pw_{block}"), string.Create(CultureInfo.InvariantCulture, $"conv_pw_{block}_bn") }
           select name,
    ];
}
