namespace ArchSpec.Training.Reports;

/// <summary>Where the values of an axis lie, and which of them are written beside it.</summary>
/// <param name="Low">The lowest value of the axis.</param>
/// <param name="High">The highest, above <paramref name="Low"/>.</param>
/// <param name="Ticks">Round values from the one to the other.</param>
internal sealed record ChartScale(double Low, double High, IReadOnlyList<double> Ticks)
{
    /// <summary>Where a value lies, from 0 to 1.</summary>
    public double Place(double value) => (value - Low) / (High - Low);

    /// <summary>An axis for some values, which are finite; none will do.</summary>
    /// <param name="values">What must fit on it.</param>
    /// <param name="about">About how many ticks there are.</param>
    /// <param name="floor">No value is below it, nor does the axis begin there.</param>
    /// <param name="ceiling">No value is above it, nor does the axis end there.</param>
    public static ChartScale For(IReadOnlyList<double> values, int about, double floor = double.MinValue, double ceiling = double.MaxValue)
    {
        var (low, high) = values.Count > 0 ? (values.Min(), values.Max()) : (0, 1);
        var room = high > low ? (high - low) * 0.06 : Math.Abs(high) > 0 ? Math.Abs(high) * 0.2 : 1;
        (low, high) = (Math.Max(floor, low - room), Math.Min(ceiling, high + room));
        var step = RoundStep((high - low) / about);
        var (first, last) = (Math.Floor(low / step), Math.Ceiling(high / step));
        var ticks = Enumerable.Range(0, (int)(last - first) + 1).Select(k => (first + k) * step);
        return new ChartScale(low, high, [.. ticks.Where(tick => tick >= low - (step * 1e-9) && tick <= high + (step * 1e-9))]);
    }

    /// <summary>An axis of epochs, which are whole numbers.</summary>
    public static ChartScale ForEpochs(int first, int last, int about)
    {
        var step = Math.Max(1, (int)RoundStep(Math.Max(1, (last - first) / (double)about)));
        var ticks = Enumerable.Range(first, last - first + 1).Where(epoch => epoch % step == 0 || (step == 1 && epoch == first));
        return first == last ? new ChartScale(first - 1, last + 1, [first]) : new ChartScale(first, last, [.. ticks.Select(epoch => (double)epoch)]);
    }

    // 1, 2 or 5 times a power of ten, the next above.
    private static double RoundStep(double least)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return (least / power) switch
        {
            <= 1 + 1e-9 => power,
            <= 2 + 1e-9 => 2 * power,
            <= 5 + 1e-9 => 5 * power,
            _ => 10 * power,
        };
    }
}
