using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using ArchSpec.Training.Pictures;
using SkiaSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Prune.Pages;

/// <summary>An image whose feature maps are shown.</summary>
/// <param name="Name">Its class.</param>
/// <param name="Picture">A small WebP file.</param>
public sealed record PruneImage(string Name, byte[] Picture);

/// <summary>The maps of one channel.</summary>
/// <param name="Channel">Its place in the layer, from 0.</param>
/// <param name="Sparsity">The share of zeros over these images.</param>
/// <param name="Picture">A WebP file: the map of each image side by side, on one scale.</param>
public sealed record ChannelPicture(int Channel, double Sparsity, byte[] Picture);

/// <summary>A few channels of one layer.</summary>
/// <param name="Layer">The layer's path in the model as it was given.</param>
/// <param name="Dropped">Of those that go.</param>
/// <param name="Refused">Of those that looked dead somewhere and stay.</param>
/// <param name="Kept">Of the others.</param>
public sealed record ChannelPictures(string Layer, IReadOnlyList<ChannelPicture> Dropped, IReadOnlyList<ChannelPicture> Refused, IReadOnlyList<ChannelPicture> Kept)
{
    /// <summary>All that are shown.</summary>
    internal IEnumerable<ChannelPicture> All => Dropped.Concat(Refused).Concat(Kept);
}

/// <summary>What some channels, dropped and kept, make of one image of each class.</summary>
/// <param name="Images">In the order of the maps of a channel; at most 6.</param>
/// <param name="Layers">The convolutions that lose a channel or were to, at most 40.</param>
public sealed record PrunePictures(IReadOnlyList<PruneImage> Images, IReadOnlyList<ChannelPictures> Layers)
{
    private const int MostImages = 6;
    private const int MostLayers = 40;
    private const int MostChannels = 6;
    private const int Cell = 48;
    private const int Gap = 2;
    private const int Quality = 75;

    /// <summary>Draws the maps of the network as it was given.</summary>
    /// <param name="original">The network as it was given, with one input, H × W × C.</param>
    /// <param name="images">What it was measured on; the first of each class is drawn.</param>
    /// <param name="report">Which channels go.</param>
    public static PrunePictures Of(CompiledNetwork original, ImageSet images, PruneReport report)
    {
        var wanted = report.Layers.Where(layer => layer.Removed.Count + layer.Refused.Count > 0).DistinctBy(layer => layer.Layer).ToDictionary(layer => layer.Layer);
        List<FeatureLayer> layers = [.. FeatureLayer.Of(original.Graph).DistinctBy(layer => layer.Path).Where(layer => wanted.TryGetValue(layer.Path, out var found) && found.Before == layer.Channels)];
        layers = [.. FeatureMapCollector.Evenly(layers.Count, MostLayers).Select(k => layers[k])];
        var samples = Samples(images);
        if (samples.Count == 0 || layers.Count == 0)
        {
            return new PrunePictures([], []);
        }

        var drawn = new Dictionary<string, ChannelPictures>();
        var collector = new FeatureMapCollector(original, layers, layer => Chosen(wanted[layer.Path]).All);
        using var scope = NewDisposeScope();
        collector.RunAll(Tensor(images, samples, original), maps => drawn[maps[0].Layer.Path] = Draw(wanted[maps[0].Layer.Path], maps));
        return new PrunePictures(
            [.. samples.Select(index => new PruneImage(images.Split.ClassNames[images.Labels[index]], InputPicture.Encode(images, index, 96, Quality)))],
            [.. layers.Select(layer => drawn[layer.Path])]);
    }

    private static List<int> Samples(ImageSet images)
    {
        var first = images.Labels.Select((label, index) => (label, index)).GroupBy(image => image.label).OrderBy(group => group.Key).Select(group => group.First().index).ToList();
        return [.. FeatureMapCollector.Evenly(first.Count, MostImages).Select(k => first[k])];
    }

    private static Tensor Tensor(ImageSet images, List<int> samples, CompiledNetwork network)
    {
        var (shape, pixels) = (images.Shape, new byte[samples.Count * images.Shape.Bytes]);
        for (var k = 0; k < samples.Count; k++)
        {
            images.Read(samples[k], pixels.AsSpan(k * shape.Bytes, shape.Bytes));
        }

        var device = network.parameters().FirstOrDefault()?.device ?? CPU;
        return ImageTensors.Of(new ImageBatch(pixels, new int[samples.Count], [.. samples]), shape, network.Network.Range, device);
    }

    private static (int[] Dropped, int[] Refused, int[] Kept, int[] All) Chosen(LayerReport layer)
    {
        var refused = layer.Refused.Select(channel => channel.Channel).ToHashSet();
        int[] dropped = Some([.. layer.Removed.Select(channel => channel.Channel)]);
        int[] vetoed = Some([.. refused]);
        int[] kept = Some([.. layer.Kept.Where(channel => !refused.Contains(channel))]);
        return (dropped, vetoed, kept, [.. dropped, .. vetoed, .. kept]);
    }

    private static int[] Some(IReadOnlyList<int> channels) => [.. FeatureMapCollector.Evenly(channels.Count, MostChannels).Select(k => channels[k])];

    private static ChannelPictures Draw(LayerReport layer, IReadOnlyList<LayerMaps> maps)
    {
        var (dropped, refused, kept, _) = Chosen(layer);
        List<ChannelPicture> pictures = [.. maps[0].Shown.Select((channel, k) => new ChannelPicture(channel, maps.Average(image => image.Sparsity[channel]), Strip(maps, k)))];
        return new ChannelPictures(
            layer.Layer, pictures[..dropped.Length], pictures[dropped.Length..(dropped.Length + refused.Length)], pictures[^kept.Length..]);
    }

    private static byte[] Strip(IReadOnlyList<LayerMaps> maps, int k)
    {
        var (layer, height) = (maps[0].Layer, FeatureMapGrid.CellHeight(maps[0].Layer, Cell));
        using var bitmap = new SKBitmap((maps.Count * (Cell + Gap)) - Gap, height);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.Transparent);
        var scale = MapScale.Of([.. maps.Select(image => image.Maps[k])]);
        for (var image = 0; image < maps.Count; image++)
        {
            FeatureMapGrid.DrawMap(canvas, layer, maps[image].Maps[k], scale, SKRect.Create(image * (Cell + Gap), 0, Cell, height));
        }

        canvas.Flush();
        using var data = bitmap.Encode(SKEncodedImageFormat.Webp, Quality);
        return data.ToArray();
    }
}
