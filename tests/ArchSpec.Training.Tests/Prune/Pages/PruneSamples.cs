using ArchSpec.Training.Compare;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using ArchSpec.Training.Metrics;
using ArchSpec.Training.Prune;
using ArchSpec.Training.Prune.Pages;
using ArchSpec.Training.Tests.Compile;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Prune.Pages;

/// <summary>What a report of pruning could say, with names that try to be markup.</summary>
internal static class PruneSamples
{
    public const string EvilModel = "</title><script>alert('m')</script>";
    public const string EvilClass = "<img src=x onerror=alert(1)>";
    public const string EvilReason = "it fires for the class \"<script>alert('c')</script>\" on 12% of its images";

    private const string Spec = """
        archspec: 1
        name: small
        input: [24, 24, 3]
        layers:
          - Conv2D: { filters: 32, kernel_size: 3, padding: same, activation: relu, name: stem }
          - MaxPooling2D
          - Conv2D: { filters: 24, kernel_size: 3, padding: same, activation: relu, name: deep }
          - Conv2D: { filters: 16, kernel_size: 3, padding: same, activation: relu, name: untouched }
          - Flatten
          - Dense: { units: 12, activation: relu, name: head }
          - Dense: { units: 3, activation: softmax }
        """;

    private static readonly int[] Dead = [1, 4, 5, 9, 17, 20, 21, 30];

    /// <summary>A report with everything in it.</summary>
    public static PruneReport Full() => Plain() with
    {
        Mode = PruneMode.Safe,
        MaxDrop = 0.5,
        FinetuneEpochs = 3,
        FineTuned = new ModelFigures(12_345, 640_000, 400, 393, 0.071) { Latency = new Latency(2.4, 0.3, 2.2, 32, 30) },
        Parts = [new PartReport("stage_3/add", "its body gives at most 0.01% of what its other input gives", ["stage_3/conv2d", "stage_3/batch_normalization", "stage_3/conv2d_1"])],
        Truncation = [.. Enumerable.Range(1, 5).Select(stage => new ProbeReport($"block{stage}_pool", 32 * stage, 0.72 + (0.05 * stage), new WilsonInterval(0.68 + (0.05 * stage), 0.75 + (0.045 * stage)), 20_000 * stage, 900_000 * stage))],
        Joint = new JointReport(6, 0.0002, "dense", 0, [new JointLabelReport("Arborio", 700, 3, 130, 128, 127), new JointLabelReport(EvilClass, 650, 0, 140, 138, 138), new JointLabelReport("Ipsala", 650, 20, 130, 128, 128)]),
        RefusedParts = [new PartRefusalReport("stage_2/add", "input 2 kept: its channels are tied to those of stem")],
        SuggestedCut = "block4_pool",
        Rounds = [.. Enumerable.Range(1, 6).Select(round => new RoundReport(round, round == 1 ? "channels" : "budget", round == 1 ? 0 : 0.2, 90_000 / round, 4_000_000 / round, 0.985 - (round > 4 ? 0.02 : 0.001 * round), round != 5, $"/runs/prune/round-{round:00}"))],
        Warnings = ["The layer 'mystery' is of a plugin without a rule for channels: all that it takes stays."],
    };

    /// <summary>A report of one lossless round.</summary>
    public static PruneReport Plain() => new()
    {
        Model = EvilModel,
        Mode = PruneMode.Lossless,
        Limits = new SafeLimits(),
        Hashes = new PruneHashes(new string('a', 64), new string('b', 64), new string('c', 64)),
        Images = 2_000,
        Classes = ["Arborio", EvilClass, "Ipsala"],
        Before = new ModelFigures(34_567, 2_100_000, 400, 394, 0.062) { Latency = new Latency(5.1, 0.4, 4.9, 32, 30) },
        After = new ModelFigures(20_123, 1_050_000, 400, 394, 0.062) { Latency = new Latency(2.9, 0.3, 2.7, 32, 30) },
        Proof = new PruneProof(64, 1.4e-14, 52.84, 1e-10),
        Layers = Layers(),
        Diff = "--- small.yaml\n+++ smaller.yaml\n@@ -4,3 +4,3 @@\n layers:\n-  - Conv2D: { filters: 32, kernel_size: 3, padding: same, activation: relu, name: stem }\n+  - Conv2D: { filters: 24, kernel_size: 3, padding: same, activation: relu, name: stem }  # was 32: 8 never fired on 2,000 images (3 certified)\n   - MaxPooling2D\n",
        Spec = "/home/me/models/smaller.yaml",
        Weights = "/home/me/models/smaller.safetensors",
    };

    /// <summary>A report of which the budget took what the others call dead.</summary>
    public static PruneReport Budget() => Plain() with
    {
        Mode = PruneMode.Budget,
        Budget = new PruneBudget(CostKind.Flops, 0.5, IsShare: true),
        Layers = [.. Layers().Where(layer => layer.Gone is null).Select(layer => layer with { Removed = [.. layer.Removed.Select(channel => new ChannelReport(channel.Channel, "taken by the budget: it carries 0.5% of what takes it, the least for its FLOPs") { Cause = PruneCause.Budget })] })],
    };

    /// <summary>A model that keeps all of its channels.</summary>
    public static PruneReport Nothing() => Plain() with
    {
        After = Plain().Before,
        Layers = [.. Layers().Select(layer => layer with { After = layer.Before, Kept = [.. Enumerable.Range(0, layer.Before)], Removed = [], Refused = [], Gone = null })],
        Diff = "",
    };

    /// <summary>The pictures of a network whose dead channels are dead.</summary>
    public static PrunePictures Pictures(PruneReport report)
    {
        using var network = new CompiledNetwork(TestNetwork.Of(Spec), 3);
        using (no_grad())
        {
            foreach (var channel in Dead)
            {
                network.WeightedLayers[0].Weights["kernel"][channel].zero_();
            }
        }

        return PrunePictures.Of(network, Images(), report);
    }

    /// <summary>Six images of three classes, each a bright spot in another place.</summary>
    public static ImageSet Images()
    {
        var shape = new ImageShape(24, 24, 3);
        return ImageSet.FromMemory(shape, ["Arborio", EvilClass, "Ipsala"], [.. Enumerable.Range(0, 6).Select(k => (k / 2, Spot(shape, k)))]);
    }

    private static byte[] Spot(ImageShape shape, int image)
    {
        var pixels = new byte[shape.Bytes];
        for (var place = 0; place < pixels.Length; place++)
        {
            var (row, column) = (place / 3 / shape.Width, place / 3 % shape.Width);
            var distance = Math.Pow(row - 6 - (2 * image), 2) + Math.Pow(column - 14 + image, 2);
            pixels[place] = distance < 30 ? (byte)(250 - (30 * (place % 3))) : (byte)0;
        }

        return pixels;
    }

    private static List<LayerReport> Layers()
    {
        var stem = new LayerReport(
            "stem", "filters", 32, 24, [.. Enumerable.Range(0, 32).Except(Dead)],
            [.. Dead.Select((channel, k) => new ChannelReport(channel, "never fired on 2,000 images: on at most 0.15% at 95% confidence", k < 3) { Cause = PruneCause.NeverFired })],
            [new ChannelReport(2, EvilReason), new ChannelReport(3, "alive in deep, which is added to it")]);
        int[] kept = [.. Enumerable.Range(0, 18)];
        var deep = new LayerReport("deep", "filters", 24, 18, kept, [.. Enumerable.Range(18, 6).Select(channel => new ChannelReport(channel, "at least 99% zeros, and 0.02% of what dense takes in") { Cause = PruneCause.RarelyFires })], []);
        var untouched = new LayerReport("untouched", "filters", 16, 16, [.. Enumerable.Range(0, 16)], [], []);
        var gone = new LayerReport("stage_3/conv2d", "filters", 8, 0, [], [], [], "the body of stage_3/add gives nothing");
        var head = new LayerReport("head", "units", 12, 5, [0, 1, 2, 3, 4], [.. Enumerable.Range(5, 7).Select(channel => new ChannelReport(channel, "never fired on 2,000 images: on at most 0.15% at 95% confidence") { Cause = PruneCause.NeverFired })], []);
        return [stem, deep, untouched, gone, head];
    }
}
