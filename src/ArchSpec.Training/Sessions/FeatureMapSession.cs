using System.Globalization;
using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Pictures;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Sessions;

/// <summary>Draws what the layers of a model make of some images, a picture for each layer.</summary>
/// <param name="Network">The model.</param>
/// <param name="Weights">Its weights file.</param>
/// <param name="Layers">Paths of layers; empty for all convolutions.</param>
/// <param name="Order">Of the channels.</param>
public sealed record FeatureMapSession(Network Network, string Weights, IReadOnlyList<string> Layers, MapOrder Order)
{
    private const int MostClasses = 40;

    /// <summary>The first usable image of each class, of the first 40 classes.</summary>
    /// <param name="split">The images to choose from.</param>
    /// <param name="shape">What the network takes.</param>
    /// <param name="say">Is told of images that cannot be used, and of classes that are left out.</param>
    /// <exception cref="DataException">No image of a class can be used.</exception>
    public static IReadOnlyList<FeatureImage> OneOfEach(ImageSplit split, ImageShape shape, Action<string> say)
    {
        var classes = split.Items.GroupBy(item => item.Label).OrderBy(group => group.Key).ToList();
        if (classes.Count > MostClasses)
        {
            say($"Drawing the first {MostClasses} of {classes.Count} classes");
        }

        return [.. classes.Take(MostClasses).Select(group => FirstOf(split.ClassNames[group.Key], group, shape, say))];
    }

    /// <summary>Draws.</summary>
    /// <param name="images">At least one.</param>
    /// <param name="folder">Gets the pictures; those of the same names are replaced.</param>
    /// <param name="options">Device, libtorch.</param>
    /// <exception cref="DataException">An image cannot be used.</exception>
    /// <exception cref="TrainingException">There is no such layer, or the network takes no images.</exception>
    public FeatureMapReport Run(IReadOnlyList<FeatureImage> images, string folder, SessionOptions options)
    {
        var shape = LoadedModel.ShapeOf(Network);
        var layers = Chosen();
        var pixels = Decode(images, shape);
        using var model = LoadedModel.Open(Network, Weights, options);
        Directory.CreateDirectory(folder);
        using var scope = NewDisposeScope();
        var collector = new FeatureMapCollector(model.Network, layers, layer => [.. Enumerable.Range(0, layer.Channels)]);
        List<MappedImage> pictures = [.. images.Select((image, k) => new MappedImage(image.Name, InputPicture.Of(pixels[(k * shape.Bytes)..((k + 1) * shape.Bytes)], shape)))];
        var page = new FeatureMapPage(pictures, Order);
        var drawn = new FeaturePicture[layers.Count];
        collector.RunAll(ImageTensors.Of(new ImageBatch(pixels, new int[images.Count], new int[images.Count]), shape, Network.Range, model.Device), maps =>
        {
            var place = layers.ToList().IndexOf(maps[0].Layer);
            drawn[place] = Save(page, maps, FileName(place, layers), folder);
        });
        pictures.ForEach(picture => picture.Picture.Dispose());
        return new FeatureMapReport(Network.Name, folder, images, drawn);
    }

    private static FeatureImage FirstOf(string name, IEnumerable<ImageItem> items, ImageShape shape, Action<string> say)
    {
        var (decoder, pixels) = (new ImageDecoder(shape), new byte[shape.Bytes]);
        var reasons = new List<string>();
        foreach (var item in items)
        {
            if (decoder.TryDecode(item.Path, pixels, out var reason))
            {
                reasons.ForEach(say);
                return new FeatureImage(name, item.Path);
            }

            reasons.Add($"{item.Path}: {reason}");
        }

        throw new DataException($"No image of the class '{name}' can be used, the first: {reasons[0]}");
    }

    private IReadOnlyList<FeatureLayer> Chosen()
    {
        var graph = FlatGraph.Of(Network);
        var (layers, unknown) = Layers.Count == 0 ? (FeatureLayer.Of(graph), []) : FeatureLayer.Of(graph, Layers);
        if (unknown is [var first, ..])
        {
            var known = graph.Steps.Where(step => step.Layer.Layer is not null && step.Output is { Rank: 3, Size: not null }).Select(step => step.Path).Distinct().ToList();
            throw new TrainingException($"'{Network.Name}' has no layer {Words.List(unknown)} whose output is H × W × C{NearName.Suggest(first, known)}; it has {Words.List(known)}");
        }

        return layers.Count > 0 ? layers : throw new TrainingException($"'{Network.Name}' has no convolution: name other layers with --layers");
    }

    private static byte[] Decode(IReadOnlyList<FeatureImage> images, ImageShape shape)
    {
        var (decoder, pixels) = (new ImageDecoder(shape), new byte[checked(images.Count * shape.Bytes)]);
        for (var image = 0; image < images.Count; image++)
        {
            if (!decoder.TryDecode(images[image].Path, pixels.AsSpan(image * shape.Bytes, shape.Bytes), out var reason))
            {
                throw new DataException($"{images[image].Path}: {reason}");
            }
        }

        return pixels;
    }

    private FeaturePicture Save(FeatureMapPage page, IReadOnlyList<LayerMaps> maps, string file, string folder)
    {
        var layer = maps[0].Layer;
        AtomicFile.Write(Path.Combine(folder, file), stream => stream.Write(page.Png(Network.Name, maps)));
        return new FeaturePicture(layer.Path, layer.Shown.Path, file, layer.Height, layer.Width, FeatureMapPage.Sparsity(maps));
    }

    // Numbered, so that a folder lists them in the network's order.
    private static string FileName(int place, IReadOnlyList<FeatureLayer> layers)
    {
        var digits = Math.Max(2, layers.Count.ToString(CultureInfo.InvariantCulture).Length);
        var name = string.Concat(layers[place].Path.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '_'));
        return $"{(place + 1).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0')}-{PlotStyle.Short(name, 100)}.png";
    }
}
