using System.Collections.Immutable;

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
    private List<double> _positions;
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
    public static ImmutableArray<(SummaryColumn Column, int Width)> Of(SummaryModel model, SummaryOptions options)
    {
        var layout = new TableLayout(model, options);
        return [.. layout._columns.Zip(layout.Widths())];
    }

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
        _positions = [.. _positions.Select(position => position * rest), 1.0];
    }

    private IEnumerable<int> Widths()
    {
        var line = _options.LineLength ?? Math.Min(_referenceWidth, (_options.Columns ?? int.MaxValue) - 4);
        var targets = Targets(line);
        var excess = targets.Sum() + (2 * targets.Count) - (line - targets.Count - 1);
        for (var column = 0; column < targets.Count; column++)
        {
            // Keras's table library takes the excess off evenly, with Python's round: halves to the even number.
            var share = (int)Math.Round(excess / (double)(targets.Count - column), MidpointRounding.ToEven);
            share = Math.Clamp(share, 0, targets[column] + 2);
            excess -= share;
            yield return targets[column] + 2 - share;
        }
    }

    private List<int> Targets(int line)
    {
        var targets = new List<int>();
        foreach (var position in _positions)
        {
            var end = (int)(_positions[^1] <= 1 ? position * line : position);
            targets.Add(end - targets.Sum());
        }

        return targets.TrueForAll(target => target >= LeastTarget) ? targets : throw SummaryException.TooNarrow();
    }
}
