using System.Globalization;
using ArchSpec.Plugins.Torch;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Pictures;
using SkiaSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Reports;

/// <summary>
/// Draws the feature maps of one image for each class: a PNG file of all layers for each, and small pictures of some layers for the
/// report, as many as keep it small.
/// </summary>
internal sealed class FeaturePainter(CompiledNetwork network, Device device)
{
    /// <summary>Of each layer, at most.</summary>
    public const int MostMaps = 16;

    /// <summary>Maps in a row of the report.</summary>
    public const int Columns = 4;

    /// <summary>The width of a map in the report, in pixels.</summary>
    public const int Cell = 56;

    // A picture of 16 maps takes 5 to 10 KB.
    private const int MostPictures = 120;
    private const int MostClasses = 40;
    private const int MostRows = 100;
    private const int Quality = 70;

    private readonly FeatureMapCollector _collector = new(network, MostMaps);

    /// <summary>Draws.</summary>
    /// <param name="images">The images to choose from.</param>
    /// <param name="found">What the network makes of them.</param>
    /// <param name="folder">Gets the files; what is in it from before is removed.</param>
    public FeaturePictures Paint(ImageSet images, Evaluation found, string folder)
    {
        var samples = Choose(images, found);
        var shown = FeatureMapCollector.Evenly(_collector.Layers.Count, Math.Max(1, MostPictures / Math.Max(1, samples.Count)))
            .ToDictionary(k => _collector.Layers[k], _ => new Row());
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        foreach (var sample in samples)
        {
            Paint(images, sample, shown, folder);
        }

        return new FeaturePictures(samples, [.. shown.Select(pair => pair.Value.For(pair.Key))], _collector.Layers.Count);
    }

    /// <summary>For each class, the image that is taken for it with the highest probability, or else the first that there is.</summary>
    internal static IReadOnlyList<FeatureSample> Choose(ImageSet images, Evaluation found) =>
    [
        .. images.Labels.Select((label, index) => (label, index)).GroupBy(image => image.label).OrderBy(group => group.Key).Take(MostClasses)
            .Select(group => new FeatureSample(group.Key, group.MaxBy(image => found.Probabilities?[image.index, image.label] ?? 0).index)),
    ];

    private void Paint(ImageSet images, FeatureSample sample, Dictionary<FeatureLayer, Row> shown, string folder)
    {
        var name = images.Split.ClassNames[sample.Label];
        using var picture = InputPicture.Of(images, sample.Index);
        List<FeatureLayer> rows = [.. FeatureMapCollector.Evenly(_collector.Layers.Count, MostRows).Select(k => _collector.Layers[k])];
        using var sheet = new FeatureMapSheet($"{name}: {images.Split.Items[sample.Index].Name}", picture, rows);
        using var scope = NewDisposeScope();
        _collector.Run(Tensor(images, sample.Index), maps =>
        {
            if (rows.Contains(maps.Layer))
            {
                sheet.Add(maps);
            }

            if (shown.TryGetValue(maps.Layer, out var row))
            {
                row.Add(maps);
            }
        });
        sheet.Save(Path.Combine(folder, $"{(sample.Label + 1).ToString("00", CultureInfo.InvariantCulture)}-{FileName(name)}.png"));
    }

    private Tensor Tensor(ImageSet images, int index)
    {
        var shape = images.Shape;
        var bytes = new byte[shape.Bytes];
        images.Read(index, bytes);
        return ImageTensors.Of(new ImageBatch(bytes, [images.Labels[index]], [index]), shape, network.Network.Range, device);
    }

    private static string FileName(string name) =>
        string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '_'));

    /// <summary>The pictures of a layer as they come.</summary>
    private sealed class Row
    {
        private readonly List<byte[]> _pictures = [];
        private readonly List<int> _silent = [];
        private bool[]? _silentInAll;

        public void Add(LayerMaps maps)
        {
            _pictures.Add(FeatureMapGrid.Encode(maps, Columns, Cell, SKEncodedImageFormat.Webp, Quality));
            _silent.Add(maps.SilentCount);
            _silentInAll = [.. maps.Silent.Select((silent, channel) => silent && (_silentInAll?[channel] ?? true))];
        }

        public LayerPictures For(FeatureLayer layer) => new(layer, _pictures, _silent, _silentInAll?.Count(silent => silent) ?? 0);
    }
}
