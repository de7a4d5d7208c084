using System.Globalization;
using ArchSpec.Training.Native;
using static TorchSharp.torch;

namespace ArchSpec.Benchmarks;

/// <summary>
/// Prints what a training step of a compiled network costs, as a multiple of the same network written by hand in TorchSharp with the
/// same settings: what compiling costs, and nothing else. A step is forward, loss, backward; then also the optimizer. Images are
/// channels last in memory for both. Measured is the processor's time, which other programs change little. The promise is a median of
/// at most 1.02 for the first.
/// </summary>
internal static class StepOverhead
{
    /// <summary>Runs it: <c>[STEPS [THREADS]]</c>, 40 of each in alternation on 1 thread.</summary>
    public static int Run(string[] args)
    {
        Allocator.Tune();
        LibTorch.Load();
        set_num_threads(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1);
        var steps = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 40;
        foreach (var contest in Contest.All())
        {
            using (contest)
            {
                Measure($"{contest.Name}, forward and backward", contest, optimize: false, steps);
                Measure($"{contest.Name}, with Adam", contest, optimize: true, steps);
            }
        }

        return 0;
    }

    private static void Measure(string what, Contest contest, bool optimize, int steps)
    {
        var (compiled, written, ratios) = (new List<double>(), new List<double>(), new List<double>());
        for (var step = -5; step < steps; step++)
        {
            // The order changes, so that neither always comes first.
            var first = Time(() => contest.Step(compiled: step % 2 == 0, optimize));
            var second = Time(() => contest.Step(compiled: step % 2 != 0, optimize));
            var (own, hand) = step % 2 == 0 ? (first, second) : (second, first);
            if (step >= 0)
            {
                compiled.Add(own);
                written.Add(hand);
                ratios.Add(own / hand);
            }
        }

        var (low, high) = (Figures.Quantile(ratios, 0.25), Figures.Quantile(ratios, 0.75));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what,-40} compiled {Figures.Median(compiled):F2} ms, by hand {Figures.Median(written):F2} ms: ratio {Figures.Median(ratios):F3} (half within {low:F3} and {high:F3}; of the least times {compiled.Min() / written.Min():F3})"));
    }

    private static double Time(Action what)
    {
        var start = Environment.CpuUsage.TotalTime;
        using (NewDisposeScope())
        {
            what();
        }

        return (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
    }
}
