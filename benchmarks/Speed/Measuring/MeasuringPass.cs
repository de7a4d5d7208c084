using System.Diagnostics;
using System.Globalization;
using ArchSpec.Plugins;
using ArchSpec.Spec;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Native;
using ArchSpec.Training.Prune;
using TorchSharp;

namespace ArchSpec.Benchmarks;

/// <summary>
/// Prints what the measuring pass of <c>suggest-prune</c> costs, as a ratio to an evaluation of the same images in the same process, by
/// turns; and the ratio of the largest memory over four times as many images.
/// </summary>
internal static class MeasuringPass
{
    private const double Goal = 1.3;
    private const double MemoryGoal = 1.1;
    private const int Size = 224;
    private const int Rounds = 5;

    public static int Run(string[] args)
    {
        Allocator.Tune();
        LibTorch.Load();
        var all = ImageFolder.OpenAll(args.Length > 0 ? args[0] : throw new ArgumentException("name a folder of images"));
        return new[] { "cnn-light", "googlenet-light" }.Select(name => Measure(name, all)).ToList().TrueForAll(reached => reached) ? 0 : 1;
    }

    private static bool Measure(string name, ImageSplit all)
    {
        var (few, many) = (Some(all, 80), Some(all, 320));
        using var cache = ImageCache.Open([few, many], new ImageShape(Size, Size, 3), new CacheOptions { Mode = CacheMode.Ram });
        using var network = new CompiledNetwork(Architecture.Of(name, Size), seed: 1);
        var draft = new PruneDraft(new SpecLoader(BuiltInLayers.Registry).Load(Path.Combine("architectures", $"{name}.yaml")), network.Network, network, []);
        var evaluator = new Evaluator(network, Loss.For(Losses.CategoricalCrossentropy.WithDefaults, network, all.ClassNames.Count), 32, torch.CPU);
        var (images, evaluations, passes) = (cache.Of(many), new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var (evaluation, pass) = (Time(() => evaluator.Run(images)), Time(() => Training.Prune.Measurement.Of(draft, evaluator, images)));
            if (round > 0)
            {
                evaluations.Add(evaluation);
                passes.Add(pass);
            }
        }

        var memory = Peak(() => Training.Prune.Measurement.Of(draft, evaluator, images)) / Peak(() => Training.Prune.Measurement.Of(draft, evaluator, cache.Of(few)));
        var (least, median) = (passes.Min() / evaluations.Min(), Figures.Median([.. passes.Zip(evaluations, (pass, evaluation) => pass / evaluation)]));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"measuring pass of {name} at {Size} x {Size}, {images.Count} images: {least:F2} times an evaluation (median {median:F2}; goal {Goal}: {Word(least <= Goal)}); memory over {images.Count} images {memory:F2} times that over {few.Items.Count} (goal {MemoryGoal}: {Word(memory <= MemoryGoal)})"));
        return least <= Goal && memory <= MemoryGoal;
    }

    private static string Word(bool reached) => reached ? "reached" : "MISSED";

    private static ImageSplit Some(ImageSplit all, int count) => all with
    {
        Name = $"{count}",
        Items = [.. all.Items.GroupBy(item => item.Label).SelectMany(label => label.Take(Math.Max(1, count / all.ClassNames.Count)))],
    };

    private static double Time(Action run)
    {
        var start = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    // Linux forgets the largest memory so far where a 5 is written there.
    private static double Peak(Action run)
    {
        GC.Collect();
        File.WriteAllText("/proc/self/clear_refs", "5");
        run();
        return double.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
    }
}
