using ArchSpec.Diagnostics;

namespace ArchSpec.Tool.Runs;

/// <summary>Rows of text under a header, in columns as wide as their widest cell.</summary>
/// <param name="header">Column titles; one that ends with <c>&gt;</c> is aligned to the right, without the sign.</param>
internal sealed class TextTable(params string[] header)
{
    private readonly List<string[]> rows = [];

    /// <summary>Adds a row of as many cells as the header has.</summary>
    public void Add(params string[] cells) => rows.Add([.. cells.Select(Printable.Name)]);

    /// <summary>Writes header, rule and rows, without blanks at the end of a line.</summary>
    public void WriteTo(TextWriter writer)
    {
        string[] titles = [.. header.Select(title => Printable.Name(title).TrimEnd('>'))];
        int[] widths = [.. titles.Select((title, i) => rows.Select(row => row[i].Length).Append(title.Length).Max())];
        WriteRow(writer, titles, widths);
        writer.WriteLine(string.Join("  ", widths.Select(width => new string('-', width))));
        foreach (var row in rows)
        {
            WriteRow(writer, row, widths);
        }
    }

    private void WriteRow(TextWriter writer, string[] cells, int[] widths) =>
        writer.WriteLine(string.Join("  ", cells.Select((cell, i) => Pad(cell, i, widths[i]))).TrimEnd());

    private string Pad(string cell, int column, int width) =>
        header[column].EndsWith('>') ? cell.PadLeft(width) : cell.PadRight(width);
}
