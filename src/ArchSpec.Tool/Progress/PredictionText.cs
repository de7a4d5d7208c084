using System.Globalization;
using ArchSpec.Diagnostics;
using ArchSpec.Training.Metrics;
using ArchSpec.Training.Sessions;

namespace ArchSpec.Tool.Progress;

/// <summary>A line for each picture, in columns: path, class, probability, and the classes that come next.</summary>
internal sealed class PredictionText(TextWriter output, IReadOnlyList<string> classNames, int top, int longestPath) : IPredictionForm
{
    private const int WidestPath = 60;

    private readonly int _pathWidth = Math.Min(longestPath, WidestPath);
    private readonly string[] _names = [.. classNames.Select(Printable.Name)];

    public void Add(Prediction prediction)
    {
        var classes = Ranking.Top(prediction.Probabilities, top);
        var first = $"{Printable.Name(prediction.Path).PadRight(_pathWidth)}  {_names[classes[0]].PadRight(_names.Max(name => name.Length))}  {Share(prediction, classes[0])}";
        var next = string.Join("  ", classes.Skip(1).Select(label => $"{_names[label]} {Share(prediction, label).Trim()}"));
        output.WriteLine(next.Length == 0 ? first : $"{first}  ({next})");
    }

    private static string Share(Prediction prediction, int label) => prediction.Probabilities[label].ToString("F4", CultureInfo.InvariantCulture);
}
