namespace ArchSpec.Training.Metrics;

/// <summary>Reads a curve's heights from left to right.</summary>
internal sealed class RocWalk(IReadOnlyList<RocPoint> points)
{
    private int _at;

    /// <summary>The heights where a curve comes to x and where it leaves: they differ where it goes straight up.</summary>
    /// <param name="x">Not below the x before.</param>
    public (double Low, double High) At(double x)
    {
        while (points[_at].FalsePositiveRate < x && points[_at + 1].FalsePositiveRate <= x)
        {
            _at++;
        }

        if (points[_at].FalsePositiveRate < x)
        {
            var between = Between(points[_at], points[_at + 1], x);
            return (between, between);
        }

        var low = points[_at].TruePositiveRate;
        while (_at + 1 < points.Count && points[_at + 1].FalsePositiveRate == x)
        {
            _at++;
        }

        return (low, points[_at].TruePositiveRate);
    }

    private static double Between(RocPoint from, RocPoint to, double x)
    {
        var share = (x - from.FalsePositiveRate) / (to.FalsePositiveRate - from.FalsePositiveRate);
        return from.TruePositiveRate + (share * (to.TruePositiveRate - from.TruePositiveRate));
    }
}
