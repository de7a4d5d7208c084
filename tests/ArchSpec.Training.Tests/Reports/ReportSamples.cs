using System.Text.RegularExpressions;
using ArchSpec.Spec;
using ArchSpec.Testing;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Metrics;
using ArchSpec.Training.Pictures;
using ArchSpec.Training.Reports;
using ArchSpec.Training.Runs;
using ArchSpec.Training.Tests.Compile;
using SkiaSharp;
using ArchSpec.Graph;

namespace ArchSpec.Training.Tests.Reports;

/// <summary>What a report could be of, with names that try to be markup.</summary>
internal static partial class ReportSamples
{
    public const string EvilClass = "<img src=x onerror=alert(1)>";
    public const string EvilModel = "</title><script>alert('m')</script>";

    private const string Spec = """
        archspec: 1
        name: small
        input: [8, 8, 3]
        layers:
          - Conv2D: { filters: 20, kernel_size: 3, activation: relu }
          - Flatten
          - Dense: { units: 3, activation: softmax }
        training: { epochs: 30, batch_size: 8, seed: 3 }
        """;

    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly int[] Labels = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2];
    private static readonly int[] Taken = [0, 0, 0, 1, 1, 1, 2, 2, 2, 2];

    /// <summary>A run of some epochs that got better until the last but one.</summary>
    public static ReportContent Content(int epochs = 5, string? failure = null)
    {
        using var folder = new TempFolder();
        var path = folder.Write("small.yaml", Spec);
        var network = TestNetwork.Load(path);
        var training = new SpecLoader(Plugins.BuiltInLayers.Registry).Load(path).Training;
        return new ReportContent(Run(epochs, network, failure), network, training, Judged(network), ["best.safetensors", "history.csv", "log.db", "stray.tmp"]);
    }

    /// <summary>The page without what is the same for all, and without pictures.</summary>
    public static string Readable(string page)
    {
        var body = page[page.IndexOf("<body>", StringComparison.Ordinal)..page.LastIndexOf("<script>", StringComparison.Ordinal)];
        return Pictures().Replace(body, "data:…").Replace("><", ">\n<", StringComparison.Ordinal);
    }

    private static RunRecord Run(int count, Network network, string? failure)
    {
        List<EpochResult> epochs = [.. Enumerable.Range(1, count).Select(Epoch)];
        var best = epochs[Math.Max(0, count - 2)];
        var info = new RunInfo(
            "0123456789abcdef0123456789abcdef", EvilModel, "specs/small & light.yaml", "/runs/small-001", "dotnet archspec train \"specs/small & light.yaml\" --data rice", 3, "cpu",
            network.Parameters, network.Flops, "f00d", Start, new Dictionary<string, string> { ["archspec"] = "1.2.3", ["os"] = "Linux <6>" })
        {
            Data = new DataFacts("rice", ["Arborio", EvilClass, "Ipsala"], [30, 31, 32], [4, 4, 2], 1.5, Cached: false),
        };
        return new RunRecord(info, new RunOutcome(epochs[^1].End.AddSeconds(1), best, StoppedEarly: false, failure), epochs);
    }

    // The second epoch's loss is no number.
    private static EpochResult Epoch(int epoch) => new(
        epoch, Start.AddSeconds(10 * epoch), Start.AddSeconds((10 * epoch) + 8), epoch == 2 ? double.NaN : 2.0 / epoch, 1 - (0.5 / epoch), 2.2 / epoch, 0.6, 0.001 / epoch, 1234.5);

    private static JudgedImages Judged(Network network)
    {
        var shape = new ImageShape(8, 8, 3);
        string[] classes = ["Arborio", EvilClass, "Ipsala"];
        var images = ImageSet.FromMemory(shape, classes, [.. Labels.Select((label, k) => (label, Enumerable.Repeat((byte)(20 * k), shape.Bytes).ToArray()))]);
        var probabilities = new float[Labels.Length * 3];
        for (var image = 0; image < Labels.Length; image++)
        {
            probabilities.AsSpan(3 * image, 3).Fill(0.1f);
            probabilities[(3 * image) + Taken[image]] = 0.8f + (0.01f * image);
        }

        var found = new Evaluation(0.5, 0.7, Taken, Labels) { Probabilities = new Probabilities(probabilities, 3) };
        return new JudgedImages(images, found, Assessment.Of(found, images), Features(network, images, found));
    }

    private static FeaturePictures Features(Network network, ImageSet images, Evaluation found)
    {
        var layers = FeatureLayer.Of(FlatGraph.Of(network));
        var maps = new LayerMaps(layers[0], [.. Enumerable.Range(0, 20).Select(channel => channel == 3 ? 1.0 : 0)], [0, 3], [new float[36], [.. Enumerable.Range(0, 36).Select(value => (float)value)]]);
        var picture = FeatureMapGrid.Encode(maps, 4, 56, SKEncodedImageFormat.Webp, 70);
        return new FeaturePictures(FeaturePainter.Choose(images, found), [new LayerPictures(layers[0], [picture, picture, picture], [1, 2, 1], 1)], 1);
    }

    [GeneratedRegex("data:[a-z/]+;base64,[A-Za-z0-9+/=]+")]
    private static partial Regex Pictures();
}
