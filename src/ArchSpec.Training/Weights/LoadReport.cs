using System.Globalization;
using System.Text;
using ArchSpec.Diagnostics;

namespace ArchSpec.Training.Weights;

/// <summary>What of a file went into a model.</summary>
/// <param name="From">The file.</param>
/// <param name="Format">What it is.</param>
/// <param name="Expected">How many weights the model, or the part of it that was meant, has.</param>
/// <param name="Missing">The model's that the file does not have.</param>
/// <param name="WrongShape">The model's for which the file has another shape: what it has and what is needed.</param>
/// <param name="Unused">The file's that nothing in the model takes.</param>
/// <param name="Note">What a person should know of how they were matched, or null.</param>
/// <param name="About">The file's few words about them.</param>
public sealed record LoadReport(
    string From,
    string Format,
    int Expected,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> WrongShape,
    IReadOnlyList<string> Unused,
    string? Note,
    IReadOnlyDictionary<string, string> About)
{
    private const int Shown = 5;

    /// <summary>How many weights were loaded.</summary>
    public int Loaded => Expected - Missing.Count - WrongShape.Count;

    /// <summary>What is wrong, one thing after the other: the first of them, and how many there are.</summary>
    internal string Problems(bool unused)
    {
        List<string> problems =
        [
            .. Missing.Select(name => $"'{name}' is missing"),
            .. WrongShape,
            .. unused ? Unused.Select(name => $"'{name}' is not in the model") : [],
        ];
        return problems.Count <= Shown ? string.Join("; ", problems) : string.Create(CultureInfo.InvariantCulture, $"{string.Join("; ", problems.Take(Shown))}; and {problems.Count - Shown} more");
    }

    /// <summary>For a person: one line, and one more for each thing that did not fit.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder();
            text.Append(CultureInfo.InvariantCulture, $"Loaded {Loaded:N0}{(Loaded == Expected ? "" : $" of {Expected:N0}")} weights from {Printable.Name(From)} ({Format}{(Note is null ? "" : $"; {Note}")})");
            Line(text, "missing", Missing);
            Line(text, "of the wrong shape", WrongShape);
            Line(text, "unused", Unused);
            return text.ToString();
        }
    }

    private static void Line(StringBuilder text, string what, IReadOnlyList<string> names)
    {
        if (names.Count > 0)
        {
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"  {names.Count:N0} {what}: {string.Join(", ", names.Take(Shown).Select(Printable.Name))}{(names.Count > Shown ? ", …" : "")}");
        }
    }
}
