using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Spec;

namespace ArchSpec.Graph;

/// <summary>
/// A model of <c>keras.applications</c> whose weights Keras publishes. A spec says only <c>weights: imagenet</c>; which model is meant
/// follows from the names that Keras gives its layers. So a base may be cut with <c>until</c> and have a name of its own.
/// </summary>
/// <param name="Name">Keras's name of it.</param>
/// <param name="Range">What its weights were trained on: what <c>preprocess_input</c> of its module makes of a picture.</param>
/// <param name="Layers">The layers that have weights, without the top.</param>
public sealed record PublishedModel(string Name, PixelRange Range, IReadOnlySet<string> Layers)
{
    /// <summary>What a spec calls such weights.</summary>
    public const string WeightsName = "imagenet";

    /// <summary>VGG16.</summary>
    public static PublishedModel Vgg16 { get; } = new("vgg16", Keras("caffe"), Vgg16Layers());

    /// <summary>ResNet50, the first version.</summary>
    public static PublishedModel ResNet50 { get; } = new("resnet50", Keras("caffe"), ResNet50Layers());

    /// <summary>MobileNet, the first version, alpha 1.</summary>
    public static PublishedModel MobileNet { get; } = new("mobilenet", Keras("tf"), MobileNetLayers());

    /// <summary>Those that there are.</summary>
    public static ImmutableArray<PublishedModel> All { get; } = [Vgg16, ResNet50, MobileNet];

    /// <summary>The model that has all of some layers, or null.</summary>
    public static PublishedModel? Of(IReadOnlyCollection<string> layers) => layers.Count == 0 ? null : All.FirstOrDefault(model => layers.All(model.Layers.Contains));

    private static PixelRange Keras(string name) => PixelRange.Named.First(range => range.Text == name);

    private static HashSet<string> Vgg16Layers() =>
        [.. new[] { 2, 2, 3, 3, 3 }.SelectMany((count, block) => Enumerable.Range(1, count).Select(layer => string.Create(CultureInfo.InvariantCulture, $"block{block + 1}_conv{layer}")))];

    private static HashSet<string> ResNet50Layers() =>
    [
        "conv1_conv",
        "conv1_bn",
        .. from stack in new[] { (Name: "conv2", Blocks: 3), (Name: "conv3", Blocks: 4), (Name: "conv4", Blocks: 6), (Name: "conv5", Blocks: 3) }
           from block in Enumerable.Range(1, stack.Blocks)
           from layer in Enumerable.Range(block == 1 ? 0 : 1, block == 1 ? 4 : 3)
           from kind in new[] { "conv", "bn" }
           select string.Create(CultureInfo.InvariantCulture, $"{stack.Name}_block{block}_{layer}_{kind}"),
    ];

    private static HashSet<string> MobileNetLayers() =>
    [
        "conv1",
        "conv1_bn",
        .. from block in Enumerable.Range(1, 13)
           from name in new[] { string.Create(CultureInfo.InvariantCulture, $"conv_dw_{block}"), string.Create(CultureInfo.InvariantCulture, $"conv_dw_{block}_bn"), string.Create(CultureInfo.InvariantCulture, $"conv_pw_{block}"), string.Create(CultureInfo.InvariantCulture, $"conv_pw_{block}_bn") }
           select name,
    ];
}
