using System.Globalization;
using ArchSpec.Diagnostics;
using ArchSpec.Training.Runs;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Progress;

/// <summary>
/// Shows how training goes: on a terminal a bar that is drawn over itself, elsewhere one plain line for each epoch.
/// </summary>
/// <param name="console">Where it is shown.</param>
/// <param name="besideJson">Whether stdout is for a JSON object, so that it is shown on stderr.</param>
internal sealed class ConsoleProgress(IConsole console, bool besideJson = false) : ITrainingObserver, IDisposable
{
    private const int BarWidth = 20;

    private readonly bool _isTerminal = !besideJson && Terminal.Redraws(console);
    private int _drawn;
    private int _epochs;
    private int _decodedTenth;
    private long _downloaded;

    private TextWriter Output => besideJson ? console.Error : console.Out;

    /// <summary>Prints a line, above the bar where there is one.</summary>
    public void Say(string line)
    {
        Clear();
        Output.WriteLine(Printable.Name(line));
    }

    /// <summary>Shows how many images are decoded.</summary>
    public void Decoded(int done, int total)
    {
        if (_isTerminal && (done == total || done % 50 == 0))
        {
            Draw($"Decoding images {Bar((double)done / total)} {done:N0}/{total:N0}");
        }
        else if (!_isTerminal && done * 4L / total > _decodedTenth)
        {
            _decodedTenth = (int)(done * 4L / total);
            Output.WriteLine($"Decoded {done:N0} of {total:N0} images");
        }

        if (_isTerminal && done == total)
        {
            Clear();
        }
    }

    /// <summary>Shows how much of a file has come.</summary>
    public void Downloaded(long done, long total)
    {
        // A hundredth at a time on a terminal, a quarter elsewhere.
        var step = total == 0 ? 0 : done * (_isTerminal ? 100 : 4) / total;
        if (step != _downloaded && _isTerminal)
        {
            Draw(string.Create(CultureInfo.InvariantCulture, $"Downloading {Bar((double)done / total)} {done / 1e6:F1}/{total / 1e6:F1} MB"));
        }
        else if (step != _downloaded)
        {
            Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Downloaded {done / 1e6:F1} of {total / 1e6:F1} MB"));
        }

        _downloaded = done == total ? 0 : step;
        if (done == total)
        {
            Clear();
        }
    }

    /// <inheritdoc/>
    public void OnBatch(BatchProgress progress)
    {
        _epochs = progress.Epochs;
        if (_isTerminal)
        {
            Draw(string.Create(
                CultureInfo.InvariantCulture,
                $"Epoch {progress.Epoch}/{progress.Epochs} {Bar((double)progress.Batch / progress.Batches)} {progress.Batch}/{progress.Batches} - {TrainingText.Time(progress.Left)} left - {progress.ImagesPerSecond:F0} images/s - accuracy: {progress.Accuracy:F4} - loss: {progress.Loss:F4}"));
        }
    }

    /// <inheritdoc/>
    public void OnEpoch(EpochResult epoch) => Say(string.Create(
        CultureInfo.InvariantCulture,
        $"Epoch {epoch.Epoch}/{_epochs} - {TrainingText.Time(epoch.End - epoch.Start)} - {epoch.ImagesPerSecond:F0} images/s - {TrainingText.Figures(epoch)}{(epoch.IsBest ? " (best)" : "")}"));

    /// <inheritdoc/>
    public void OnEnd(RunOutcome outcome) => Clear();

    /// <inheritdoc/>
    public void Dispose() => Clear();

    private static string Bar(double share)
    {
        var filled = (int)(share * BarWidth);
        return new string('━', filled) + new string('─', BarWidth - filled);
    }

    private void Draw(string line)
    {
        var width = TerminalWidth();
        var shown = line.Length < width ? line : line[..(width - 1)];
        PrintableConsole.Behind(Output).Write("\r" + shown.PadRight(_drawn));
        _drawn = shown.Length;
    }

    private void Clear()
    {
        if (_drawn > 0)
        {
            PrintableConsole.Behind(Output).Write("\r" + new string(' ', _drawn) + "\r");
            _drawn = 0;
        }
    }

    private static int TerminalWidth()
    {
        try
        {
            return Console.WindowWidth > 0 ? Console.WindowWidth : 80;
        }
        catch (IOException)
        {
            return 80;
        }
    }
}
