namespace ArchSpec.Summary;

/// <summary>The columns of a summary and their widths.</summary>
internal sealed class TableLayout
{
    private const int ChainWidth = 88;
    private const int GraphWidth = 108;
    private const int TrainableWidth = 12;
    private const int FlopsWidth = 20;
    private const int LeastTarget = 4;

    private readonly SummaryOptions _options;
    private readonly List<SummaryColumn> _columns;
    private double[] _positions;
    private int _referenceWidth;

    private TableLayout(SummaryModel model, SummaryOptions options)
    {
        _options = options;
        _columns = [SummaryColumn.Layer, SummaryColumn.OutputShape, SummaryColumn.Parameters];
        _positions = model.IsChain ? [0.45, 0.80, 1.0] : [0.3, 0.56, 0.74, 1.0];
        _referenceWidth = model.IsChain ? ChainWidth : GraphWidth;
        if (!model.IsChain)
        {
            _columns.Add(SummaryColumn.ConnectedTo);
        }

        UseOwnPositions();
        AddExtraColumns();
    }

    /// <summary>The columns of a model's summary, with the cells between the borders of each.</summary>
    /// <exception cref="SummaryException">The line is too short for the columns.</exception>
    public static IReadOnlyList<SummaryColumn> Of(SummaryModel model, SummaryOptions options) => new TableLayout(model, options).Fitted();

    private void UseOwnPositions()
    {
        if (!_options.Positions.IsDefaultOrEmpty)
        {
            _positions = _options.Positions.Length == _columns.Count
                ? [.. _options.Positions]
                : throw SummaryException.BadPositions(_columns.Count, _options.Positions.Length);
        }
    }

    private void AddExtraColumns()
    {
        if (_options.ShowTrainable)
        {
            Add(SummaryColumn.Trainable, TrainableWidth, 0.90);
        }

        if (_options.ShowFlops)
        {
            Add(SummaryColumn.Flops, FlopsWidth, _referenceWidth / (double)(_referenceWidth + FlopsWidth));
        }
    }

    private void Add(SummaryColumn column, int width, double rest)
    {
        _columns.Add(column);
        _referenceWidth += width;
        var positions = new double[_positions.Length + 1];
        for (var position = 0; position < _positions.Length; position++)
        {
            positions[position] = _positions[position] * rest;
        }

        positions[^1] = 1.0;
        _positions = positions;
    }

    private List<SummaryColumn> Fitted()
    {
        var line = _options.LineLength ?? Math.Min(_referenceWidth, (_options.Columns ?? int.MaxValue) - 4);
        var (targets, sum) = Targets(line);
        var excess = sum + (2 * targets.Length) - (line - targets.Length - 1);
        var fitted = new List<SummaryColumn>();
        for (var column = 0; column < targets.Length; column++)
        {
            // Keras's table library takes the excess off evenly, with Python's round: halves to the even number.
            var share = (int)Math.Round(excess / (double)(targets.Length - column), MidpointRounding.ToEven);
            share = Math.Clamp(share, 0, targets[column] + 2);
            excess -= share;
            fitted.Add(_columns[column] with { Width = targets[column] + 2 - share });
        }

        return fitted;
    }

    private (int[] Targets, int Sum) Targets(int line)
    {
        var (targets, start) = (new int[_positions.Length], 0);
        for (var column = 0; column < targets.Length; column++)
        {
            var end = (int)(_positions[^1] <= 1 ? _positions[column] * line : _positions[column]);
            targets[column] = end - start >= LeastTarget ? end - start : throw SummaryException.TooNarrow();
            start = end;
        }

        return (targets, start);
    }
}
