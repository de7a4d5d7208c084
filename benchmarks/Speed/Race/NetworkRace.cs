using System.Globalization;

namespace ArchSpec.Benchmarks;

/// <summary>
/// Prints how many times faster ArchSpec is than plain TorchSharp for the reference models, as ratios of one run: the sides take turns,
/// so that load hits both alike. On a busy machine the ratio of the least times says more than the median.
/// </summary>
internal static class NetworkRace
{
    // Before the second step memory is new to both, and oneDNN makes its kernels.
    private const int WarmUp = 2;

    public static int Run(string[] names)
    {
        var missed = 0;
        foreach (var entry in names.Length == 0 ? Entry.All : [.. names.Select(Entry.Named)])
        {
            using var own = new SideProcess("archspec", entry.Name);
            using var plain = new SideProcess("plain", entry.Name);
            Print($"{entry.Name}: {entry.Size} x {entry.Size}, batch {entry.Batch}, {own.Parameters:N0} parameters, {own.Threads} threads; convolutions of both: {own.Convolutions}");
            if (own.Parameters != plain.Parameters || own.Convolutions != plain.Convolutions || own.Threads != plain.Threads)
            {
                throw new InvalidOperationException($"the sides differ: {plain.Parameters:N0} parameters, {plain.Threads} threads, {plain.Convolutions}");
            }

            missed += Compare("training step", "train", own, plain, entry.Rounds, entry.Training) ? 0 : 1;
            missed += Compare("inference batch", "infer", own, plain, entry.Rounds, entry.Inference) ? 0 : 1;
            Print($"  peak memory       archspec {own.PeakMegabytes():F0} MB, plain {plain.PeakMegabytes():F0} MB");
        }

        return missed == 0 ? 0 : 1;
    }

    private static bool Compare(string what, string order, SideProcess own, SideProcess plain, int rounds, double goal)
    {
        var (ours, theirs) = (new List<Measurement>(), new List<Measurement>());
        for (var round = -WarmUp; round < rounds; round++)
        {
            var first = round % 2 == 0;
            var (a, b) = ((first ? own : plain).Do(order), (first ? plain : own).Do(order));
            if (round >= 0)
            {
                ours.Add(first ? a : b);
                theirs.Add(first ? b : a);
            }
        }

        var median = Median(ours, theirs, step => step.Milliseconds);
        var least = theirs.Min(their => their.Milliseconds) / ours.Min(our => our.Milliseconds);
        var processor = theirs.Min(their => their.Processor) / ours.Min(our => our.Processor);
        var reached = least >= goal;
        Print($"  {what,-17} archspec {Least(ours)} ms, plain {Least(theirs)} ms: {least:F2} times faster (of the least times), median {median:F2}; goal {goal:F2}: {(reached ? "reached" : "MISSED")}");
        Print($"  {"",-17} of the processor's time {processor:F2}, median {Median(ours, theirs, step => step.Processor):F2}; page faults a step: archspec {Faults(ours):N0}, plain {Faults(theirs):N0}");
        return reached;
    }

    private static double Median(List<Measurement> ours, List<Measurement> theirs, Func<Measurement, double> figure) =>
        Figures.Median([.. ours.Zip(theirs, (our, their) => figure(their) / figure(our))]);

    private static string Least(List<Measurement> steps) => string.Create(CultureInfo.InvariantCulture, $"{steps.Min(step => step.Milliseconds):F1}");

    private static double Faults(List<Measurement> steps) => Figures.Median([.. steps.Select(step => step.PageFaults)]);

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
