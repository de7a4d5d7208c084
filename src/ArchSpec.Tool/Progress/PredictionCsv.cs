using System.Buffers;
using System.Globalization;
using ArchSpec.Diagnostics;
using ArchSpec.Training.Metrics;
using ArchSpec.Training.Sessions;

namespace ArchSpec.Tool.Progress;

/// <summary>
/// Comma-separated values (RFC 4180, lines end in a line feed): a header, and a line for each picture. A text that a spreadsheet would take
/// for a formula has an apostrophe before it, and what a terminal would obey is escaped: names come from whoever made the pictures.
/// </summary>
internal sealed class PredictionCsv(TextWriter output, IReadOnlyList<string> classNames, int top) : IPredictionForm
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\t\r");

    public void Begin()
    {
        var columns = Enumerable.Range(1, top).SelectMany(place => place == 1 ? ["class", "probability"] : new[] { $"class_{place}", $"probability_{place}" });
        Line(columns.Prepend("path"));
    }

    public void Add(Prediction prediction) => Line(Ranking.Top(prediction.Probabilities, top)
        .SelectMany(label => new[] { Defused(classNames[label]), prediction.Probabilities[label].ToString("R", CultureInfo.InvariantCulture) })
        .Prepend(Defused(prediction.Path)));

    private void Line(IEnumerable<string> fields) => output.Write(string.Join(',', fields.Select(Quoted)) + "\n");

    private static string Defused(string text) => text.Length > 0 && Formula.Contains(text[0]) ? "'" + Printable.Name(text) : Printable.Name(text);

    private static string Quoted(string field) =>
        field.AsSpan().ContainsAny(Special) ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
