namespace ArchSpec.Summary;

/// <summary>Draws a table with a heavy head, in the box characters of the Python library rich.</summary>
internal sealed class TextTable(IReadOnlyList<SummaryColumn> columns)
{
    private readonly List<string> _lines = [];

    /// <summary>The lines of a table with a rule between all rows.</summary>
    public IReadOnlyList<string> Draw(IReadOnlyList<TableRow> rows)
    {
        _lines.Clear();
        AddRule('┏', '━', '┳', '┓');
        AddCells(column => column.Header, '┃', isHead: true);
        AddRule('┡', '━', '╇', '┩');
        for (var index = 0; index < rows.Count; index++)
        {
            var row = rows[index];
            if (index > 0)
            {
                AddRule('├', '─', '┼', '┤');
            }

            AddCells(column => column.Text(row), '│', isHead: false);
        }

        AddRule('└', '─', '┴', '┘');
        return _lines;
    }

    private void AddRule(char left, char line, char cross, char right) =>
        _lines.Add(left + string.Join(cross, columns.Select(column => new string(line, column.Width))) + right);

    // Short cells are filled up below, in the head above.
    private void AddCells(Func<SummaryColumn, string> text, char border, bool isHead)
    {
        var cells = columns.Select(column => CellText.Cell(text(column), column.TextWidth, column.Justify)).ToList();
        var height = cells.Max(cell => cell.Count);
        for (var line = 0; line < height; line++)
        {
            var parts = cells.Select((cell, column) =>
                cell.ElementAtOrDefault(isHead ? line - height + cell.Count : line) ?? new string(' ', columns[column].TextWidth));
            _lines.Add($"{border} {string.Join($" {border} ", parts)} {border}");
        }
    }
}
