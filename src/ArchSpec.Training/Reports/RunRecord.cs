using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArchSpec.Spec;
using ArchSpec.Training.Runs;

namespace ArchSpec.Training.Reports;

/// <summary>What a run folder says of its run.</summary>
/// <param name="Info">What was known when it began.</param>
/// <param name="Outcome">How it ended; null where it has not, or was killed.</param>
/// <param name="Epochs">The epochs that ended, in order.</param>
public sealed record RunRecord(RunInfo Info, RunOutcome? Outcome, IReadOnlyList<EpochResult> Epochs)
{
    /// <summary>The epoch whose weights were kept; of a run without an end, the one of the lowest validation loss. Null where none ended.</summary>
    public EpochResult? Best => Outcome is { BestEpoch.Epoch: var kept }
        ? Epochs.FirstOrDefault(epoch => epoch.Epoch == kept)
        : Epochs.Where(epoch => double.IsFinite(epoch.ValLoss)).MinBy(epoch => epoch.ValLoss);

    /// <summary>Reads <c>run.json</c> and <c>history.csv</c>.</summary>
    /// <exception cref="IOException">One is missing, or is not what training writes.</exception>
    public static RunRecord Read(RunFolder folder)
    {
        try
        {
            var json = JsonNode.Parse(PlainFile.ReadAllText(folder.Info))!;
            return new RunRecord(
                json.Deserialize<RunInfo>(RunJson.Readable)!, json["outcome"].Deserialize<RunOutcome>(RunJson.Readable), History(folder.History));
        }
        catch (Exception error) when (error is JsonException or FormatException or OverflowException or InvalidOperationException or ArgumentException)
        {
            throw new IOException($"the run folder '{folder.Path}' cannot be read: {error.Message}", error);
        }
    }

    private static List<EpochResult> History(string path)
    {
        var lines = File.ReadAllLines(path);
        var header = lines.Length > 0 ? [.. lines[0].Split(',')] : new List<string>();
        return [.. lines.Skip(1).Where(line => line.Length > 0).Select(line => Epoch(line.Split(','), header))];
    }

    private static EpochResult Epoch(string[] cells, List<string> header)
    {
        return new EpochResult(
            int.Parse(Cell("epoch"), CultureInfo.InvariantCulture),
            Time("start_time"),
            Time("end_time"),
            Figure("train_loss"),
            Figure("train_accuracy"),
            Figure("val_loss"),
            Figure("val_accuracy"),
            Figure("learning_rate"),
            Figure("images_per_second"));

        string Cell(string name) => header.IndexOf(name) is >= 0 and var place && place < cells.Length
            ? cells[place]
            : throw new FormatException($"history.csv has no {name} in every line");

        double Figure(string name) => double.Parse(Cell(name), CultureInfo.InvariantCulture);

        DateTimeOffset Time(string name) => DateTimeOffset.Parse(Cell(name), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
    }
}
