using System.Globalization;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Prune.Probe;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Prune.Probe;

/// <summary>
/// A small VGG with a task of two labels: whether just one of red and green is lit. No linear probe can tell that by red and green
/// alone; one layer of the network computes whether both are, and from its stage on it can.
/// </summary>
internal static class StageNet
{
    public const int Images = 120;

    /// <summary>The spec: 32 x 32 pixels, five blocks of a convolution and a pooling layer, as they are named in VGG16.</summary>
    public static string Spec(string head = "- GlobalAveragePooling2D\n- Dense: { units: 2, activation: softmax, name: head }") =>
        "archspec: 1\ninput: [32, 32, 3]\nlayers:\n" + string.Concat(Enumerable.Range(1, 5).Select(block => $$"""
            - Conv2D: { filters: 4, kernel_size: 3, padding: same, activation: relu, name: block{{block}}_conv1 }
            - MaxPooling2D: { pool_size: 2, name: block{{block}}_pool }

            """)) + head + "\n";

    /// <summary>The network whose given block computes whether both are lit; every other one only hands its input on.</summary>
    public static PruneModel Make(int deciding, string? spec = null)
    {
        var model = new PruneModel(spec ?? Spec()) { Images = Lights(new Random(3)) };
        for (var block = 1; block <= 5; block++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"block{block}_conv1");
            model.Change(name, "kernel", kernel => Kernel(kernel, decides: block == deciding, hasBoth: block > deciding)).Change(name, "bias", bias => bias.zero_());
            if (block == deciding)
            {
                model.Change(name, "bias", bias => bias.index_fill_(0, tensor([2L]), -1));
            }
        }

        return model;
    }

    public static TruncationCurve Curve(this PruneModel model, int batchSize = 16)
    {
        using var probe = new TruncationProbe(model.Compiled, model.Images.Split.ClassNames.Count, CPU);
        var evaluator = EvaluatorOf(model, batchSize);
        evaluator.Run(model.Images, probe.Observe, probe.Begin);
        return probe.Judge(evaluator, model.Images);
    }

    public static Evaluator EvaluatorOf(PruneModel model, int batchSize) => new(
        model.Compiled, Loss.For(ArchSpec.Spec.Losses.CategoricalCrossentropy.WithDefaults, model.Compiled, model.Images.Split.ClassNames.Count), batchSize, CPU);

    // Channels: red, green, both, and what does not matter.
    private static Tensor Kernel(Tensor kernel, bool decides, bool hasBoth)
    {
        kernel.zero_();
        var inputs = kernel.shape[2];
        foreach (var (input, output) in new[] { (0L, 0L), (1L, 1L), (inputs - 1, 3L) }.Concat(decides ? [(0L, 2L), (1L, 2L)] : hasBoth ? [(2L, 2L)] : []))
        {
            kernel[1, 1, input, output] = 1;
        }

        return kernel;
    }

    // Red and green are lit or not in all places; blue is noise.
    private static ImageSet Lights(Random random) => ImageSet.FromMemory(new ImageShape(32, 32, 3), ["alike", "different"], [.. Enumerable.Range(0, Images).Select(_ =>
    {
        var (red, green) = (random.Next(2), random.Next(2));
        return (red ^ green, Enumerable.Range(0, 32 * 32).SelectMany(_ => new[] { (byte)(red * 255), (byte)(green * 255), (byte)random.Next(256) }).ToArray());
    })]);
}
