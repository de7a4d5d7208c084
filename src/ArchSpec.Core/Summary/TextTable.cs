namespace ArchSpec.Summary;

/// <summary>Draws a table with a heavy head, in the box characters of the Python library rich.</summary>
internal sealed class TextTable(IReadOnlyList<(SummaryColumn Column, int Width)> columns)
{
    private readonly List<string> _lines = [];

    /// <summary>The lines of a table with a rule between all rows.</summary>
    public IReadOnlyList<string> Draw(IReadOnlyList<(SummaryRow Row, int Level)> rows)
    {
        _lines.Clear();
        AddRule('┏', '━', '┳', '┓');
        AddCells(column => column.Header, '┃', isHead: true);
        AddRule('┡', '━', '╇', '┩');
        for (var index = 0; index < rows.Count; index++)
        {
            var (row, level) = rows[index];
            if (index > 0)
            {
                AddRule('├', '─', '┼', '┤');
            }

            AddCells(column => column.Text(row, level), '│', isHead: false);
        }

        AddRule('└', '─', '┴', '┘');
        return _lines;
    }

    private void AddRule(char left, char line, char cross, char right) =>
        _lines.Add(left + string.Join(cross, columns.Select(column => new string(line, column.Width))) + right);

    // Short cells are filled up below, in the head above.
    private void AddCells(Func<SummaryColumn, string> text, char border, bool isHead)
    {
        var cells = columns.Select(column => CellText.Cell(text(column.Column), TextWidth(column.Width), column.Column.Justify)).ToList();
        var height = cells.Max(cell => cell.Count);
        for (var line = 0; line < height; line++)
        {
            var parts = cells.Select((cell, column) =>
                cell.ElementAtOrDefault(isHead ? line - height + cell.Count : line) ?? new string(' ', TextWidth(columns[column].Width)));
            _lines.Add($"{border} {string.Join($" {border} ", parts)} {border}");
        }
    }

    private static int TextWidth(int width) => Math.Max(0, width - 2);
}
