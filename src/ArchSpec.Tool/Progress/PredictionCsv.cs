using System.Buffers;
using System.Globalization;
using ArchSpec.Training.Metrics;
using ArchSpec.Training.Sessions;

namespace ArchSpec.Tool.Progress;

/// <summary>Comma-separated values (RFC 4180, lines end in a line feed): a header, and a line for each picture.</summary>
internal sealed class PredictionCsv(TextWriter output, IReadOnlyList<string> classNames, int top) : IPredictionForm
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    public void Begin()
    {
        var columns = Enumerable.Range(1, top).SelectMany(place => place == 1 ? ["class", "probability"] : new[] { $"class_{place}", $"probability_{place}" });
        Line(columns.Prepend("path"));
    }

    public void Add(Prediction prediction) => Line(Ranking.Top(prediction.Probabilities, top)
        .SelectMany(label => new[] { classNames[label], prediction.Probabilities[label].ToString("R", CultureInfo.InvariantCulture) })
        .Prepend(prediction.Path));

    private void Line(IEnumerable<string> fields) => output.Write(string.Join(',', fields.Select(Quoted)) + "\n");

    private static string Quoted(string field) =>
        field.AsSpan().ContainsAny(Special) ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
