// Prints what a training step of a compiled network costs, as a multiple of the same network written by hand in TorchSharp.
//   dotnet run -c Release --project benchmarks/TrainingStep [STEPS]        default: 40 for each of both, in alternation
// A step is forward, loss, backward; then also the optimizer: ArchSpec's Adam against torch.optim.Adam. Images are channels last in
// memory for both. The promise is a median of at most 1.02 for the first.
using System.Diagnostics;
using System.Globalization;
using ArchSpec.Benchmarks;
using ArchSpec.Training.Native;
using static TorchSharp.torch;

Allocator.Tune();
LibTorch.Load();
var steps = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 40;
foreach (var contest in Contest.All())
{
    using (contest)
    {
        Measure($"{contest.Name}, forward and backward", contest, optimize: false);
        Measure($"{contest.Name}, with Adam", contest, optimize: true);
    }
}

void Measure(string what, Contest contest, bool optimize)
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

    var (low, high) = (Quantile(ratios, 0.25), Quantile(ratios, 0.75));
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what,-40} compiled {Quantile(compiled, 0.5):F2} ms, by hand {Quantile(written, 0.5):F2} ms: ratio {Quantile(ratios, 0.5):F3} (half within {low:F3} and {high:F3}; of the least times {compiled.Min() / written.Min():F3})"));
}

static double Time(Action what)
{
    var start = Stopwatch.GetTimestamp();
    using (NewDisposeScope())
    {
        what();
    }

    return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
}

static double Quantile(List<double> values, double share) => values.Order().ElementAt((int)(share * (values.Count - 1)));
