using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using ArchSpec.Spec;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using ArchSpec.Training.Native;
using static TorchSharp.torch;

namespace ArchSpec.Benchmarks;

/// <summary>
/// Prints how many times more images/s ArchSpec brings to the loop than torchvision: cold, where nothing is decoded yet and the cache is
/// written beside; and warm, as in each later epoch and each later run. Both take all cores and turns.
/// </summary>
internal static class InputRace
{
    private const int Size = 224;
    private const int Batch = 32;
    private const int Rounds = 2;
    private const int Epochs = 2;

    public static int Run(string[] args)
    {
        LibTorch.Load();
        var data = ImageFolder.OpenAll(args.Length > 0 ? args[0] : throw new ArgumentException("name a folder of images"));
        var (theirs, ours) = (new List<Rates>(), new List<Rates>());
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(Own(data));
            if (Torchvision(args[0]) is not { } rates)
            {
                Console.WriteLine("input: torchvision is not here (Debian's python3-torchvision), so nothing is compared with");
                Print($"input: {data.Items.Count:N0} images to {Size} x {Size}: cold {ours[0].Cold:N0}, warm {ours[0].Warm:N0} images/s");
                return 0;
            }

            theirs.Add(rates);
        }

        Print($"input: {data.Items.Count:N0} images to {Size} x {Size}, batch {Batch}, {Environment.ProcessorCount} workers of torchvision");
        var cold = Compare("cold", [.. ours.Select(rates => rates.Cold)], [.. theirs.Select(rates => rates.Cold)], 1.5);
        var warm = Compare("warm", [.. ours.Select(rates => rates.Warm)], [.. theirs.Select(rates => rates.Warm)], 50);
        Print($"  warm, also made float32 tensors: {ours.Max(rates => rates.Floats):N0} images/s, {ours.Max(rates => rates.Floats) / theirs.Max(rates => rates.Warm):F1} times torchvision's");
        return cold && warm ? 0 : 1;
    }

    private static Rates Own(ImageSplit data)
    {
        var folder = Directory.CreateTempSubdirectory("archspec-input-").FullName;
        try
        {
            var (shape, options) = (new ImageShape(Size, Size, 3), new CacheOptions { Directory = folder });
            var cold = Stopwatch.StartNew();
            using var cache = ImageCache.Open([data], shape, options);
            var reader = new BatchReader(cache.Of(data), Batch);
            var seen = reader.Shuffled(seed: 1, epoch: 1).Sum(batch => batch.Count);
            var coldRate = seen / cold.Elapsed.TotalSeconds;
            return new Rates(coldRate, Rate(reader, _ => { }), Rate(reader, batch => Tensors(batch, shape)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Rate(BatchReader reader, Action<ImageBatch> use) => Enumerable.Range(2, 4).Max(epoch =>
    {
        var (clock, images) = (Stopwatch.StartNew(), 0);
        foreach (var batch in reader.Shuffled(seed: 1, epoch))
        {
            use(batch);
            images += batch.Count;
        }

        return images / clock.Elapsed.TotalSeconds;
    });

    private static void Tensors(ImageBatch batch, ImageShape shape)
    {
        using var scope = NewDisposeScope();
        ImageTensors.Of(batch, shape, PixelRange.Unit, CPU);
    }

    // Debian's own Python, whatever else is first on the path.
    private static Rates? Torchvision(string folder)
    {
        const string python = "/usr/bin/python3";
        if (!File.Exists(python))
        {
            return null;
        }

        string[] given = [Script(), folder, $"{Size}", $"{Batch}", $"{Environment.ProcessorCount}", $"{Epochs}"];
        using var process = Process.Start(new ProcessStartInfo(python, given) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _ = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var figures = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return process.ExitCode == 0 && figures.Length == 3
            ? new Rates(double.Parse(figures[1], CultureInfo.InvariantCulture), double.Parse(figures[2], CultureInfo.InvariantCulture), 0)
            : null;
    }

    private static string Script([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "loader.py");

    private static bool Compare(string what, double[] ours, double[] theirs, double goal)
    {
        var (best, median) = (ours.Max() / theirs.Max(), Figures.Median([.. ours.Zip(theirs, (our, their) => our / their)]));
        Print($"  {what,-5} archspec {ours.Max():N0}, torchvision {theirs.Max():N0} images/s: {best:F1} times more (of the best), median {median:F1}; goal {goal:F1}: {(best >= goal ? "reached" : "MISSED")}");
        return best >= goal;
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private sealed record Rates(double Cold, double Warm, double Floats);
}
