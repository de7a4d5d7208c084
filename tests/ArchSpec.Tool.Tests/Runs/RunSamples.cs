using ArchSpec.Tool.Runs;
using ArchSpec.Training.Runs;

namespace ArchSpec.Tool.Tests.Runs;

/// <summary>Runs and epochs to log.</summary>
internal static class RunSamples
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly ReplicationTimes Impatient = new()
    {
        FirstPause = TimeSpan.FromMilliseconds(50),
        LongestPause = TimeSpan.FromMilliseconds(200),
    };

    public static RunInfo Run(string folder, string model = "cnn", DateTimeOffset? start = null) => new(
        Guid.NewGuid().ToString("N"),
        model,
        $"architectures/{model}.yaml",
        Directory.CreateDirectory(folder).FullName,
        $"archspec train architectures/{model}.yaml",
        7,
        "cpu",
        12_939_077,
        1_350_000_000,
        "0123456789abcdef0123456789abcdef",
        start ?? Start,
        new Dictionary<string, string> { ["archspec"] = "0.1.0" });

    public static EpochResult Epoch(int epoch, double valAccuracy = double.NegativeInfinity, double trainLoss = 0.25) => new(
        epoch,
        Start.AddMinutes(epoch - 1),
        Start.AddMinutes(epoch),
        trainLoss,
        0.9,
        1.0 / epoch,
        double.IsNegativeInfinity(valAccuracy) ? 1 - (1.0 / (epoch + 1)) : valAccuracy,
        0.001,
        120);

    public static RunOutcome Outcome(EpochResult? best = null, string? failure = null) =>
        new(Start.AddHours(1), best, false, failure);

    /// <summary>Logs a whole run and returns what it told.</summary>
    public static List<string> Log(
        IRunStore store, RunInfo run, int epochs, ReplicationTimes? times = null, LogTable? table = null)
    {
        var told = new List<string>();
        using var log = new TrainingLog(store, told.Add, times ?? Impatient) { Table = table ?? LogTable.Default };
        log.OnStart(run);
        for (var epoch = 1; epoch <= epochs; epoch++)
        {
            log.OnEpoch(Epoch(epoch));
        }

        log.OnEnd(Outcome(Epoch(epochs)));
        return told;
    }

    public static void WaitUntil(Func<bool> condition)
    {
        var end = DateTime.UtcNow.AddSeconds(20);
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < end, "waited for 20 s");
            Thread.Sleep(20);
        }
    }
}
