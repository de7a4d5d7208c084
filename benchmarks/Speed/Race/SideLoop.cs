using System.Diagnostics;
using System.Globalization;
using ArchSpec.Training.Native;
using static TorchSharp.torch;

namespace ArchSpec.Benchmarks;

/// <summary>
/// The process of one side: it does what its standard input says and answers with a line for each. A process of its own, because
/// the allocator's settings hold for all of a process.
/// </summary>
internal static class SideLoop
{
    public static int Run(string name, string network)
    {
        var entry = Entry.Named(network);
        if (name == "archspec")
        {
            Allocator.Tune();
        }

        LibTorch.Load();
        manual_seed(1);
        using ISide side = name == "archspec" ? new CompiledSide(entry) : new PlainSide(entry);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{side.Parameters} {get_num_threads()} {OneDnn.State.Message}"));
        while (Console.ReadLine() is { } order && order != "end")
        {
            Console.WriteLine(order switch
            {
                "train" => Measured(side.Train),
                "infer" => Measured(side.Infer),
                _ => string.Create(CultureInfo.InvariantCulture, $"{Usage.PeakMegabytes()}"),
            });
        }

        return 0;
    }

    private static string Measured(Action what)
    {
        var (faults, processor, clock) = (Usage.PageFaults(), Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        what();
        var took = clock.Elapsed.TotalMilliseconds;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{took} {(Environment.CpuUsage.TotalTime - processor).TotalMilliseconds} {Usage.PageFaults() - faults}");
    }
}
