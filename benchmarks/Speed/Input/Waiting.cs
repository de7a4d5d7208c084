using System.Globalization;
using ArchSpec.Spec;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Native;
using ArchSpec.Training.Runs;
using static TorchSharp.torch;

namespace ArchSpec.Benchmarks;

/// <summary>Prints the share of an epoch of <c>cnn-light</c>, the fastest of the models, in which training stands still for want of images.</summary>
internal static class Waiting
{
    private const double Goal = 0.02;
    private const int Size = 224;

    public static int Run(string[] args)
    {
        Allocator.Tune();
        LibTorch.Load();
        var all = ImageFolder.OpenAll(args.Length > 0 ? args[0] : throw new ArgumentException("name a folder of images"));
        var shares = new[] { CacheMode.Disk, CacheMode.Off }.Select(mode => ShareOf(all, mode)).ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"waiting for data: {shares[0]:P2} of an epoch of cnn-light at {Size} x {Size} with the cache (goal {Goal:P0}: {(shares[0] <= Goal ? "reached" : "MISSED")}), {shares[1]:P1} with --cache off"));
        return shares[0] <= Goal ? 0 : 1;
    }

    private static double ShareOf(ImageSplit all, CacheMode mode)
    {
        var folder = Directory.CreateTempSubdirectory("archspec-waiting-").FullName;
        try
        {
            using var cache = ImageCache.Open([all], new ImageShape(Size, Size, 3), new CacheOptions { Directory = folder, Mode = mode });
            using var network = new CompiledNetwork(Architecture.Of("cnn-light", Size), seed: 1);
            using var trainer = new Trainer(network, new TrainingOptions { Epochs = 2, BatchSize = 32 }, CPU, all.ClassNames.Count);
            var shares = new Shares();
            var images = cache.Of(all);
            var few = cache.Of(all with { Items = [.. all.Items.Take(32)] });
            trainer.Fit(
                new RunInfo("0", "cnn-light", "", folder, "", 0, "cpu", 0, 0, "", DateTimeOffset.UtcNow, new Dictionary<string, string>()),
                images, few, [shares], _ => { }, CancellationToken.None);
            return shares.Least;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed class Shares : ITrainingObserver
    {
        public double Least { get; private set; } = 1;

        public void OnEpoch(EpochResult epoch) => Least = Math.Min(Least, epoch.DataWait ?? 1);
    }
}
