namespace ArchSpec.Training.Metrics;

/// <summary>Of the images whose score is at least a threshold: which share of the others, and which share of the class.</summary>
/// <param name="FalsePositiveRate">The share of the images of other classes, 0 to 1.</param>
/// <param name="TruePositiveRate">The share of the images of the class, 0 to 1.</param>
/// <param name="Threshold">Infinity for the first point, where no image is.</param>
public readonly record struct RocPoint(double FalsePositiveRate, double TruePositiveRate, double Threshold);

/// <summary>
/// The receiver operating characteristic of one class against the rest. Images of one score are one step, so that ties count half:
/// the area by trapezoids is the Mann-Whitney statistic, the chance that an image of the class has a higher score than another
/// (Fawcett, "An introduction to ROC analysis", 2006).
/// </summary>
/// <param name="Name">The class.</param>
/// <param name="Points">
/// From (0, 0) to (1, 1), the corners of the curve alone; empty where the class, or all else, has no image, or a score is not a number.
/// </param>
/// <param name="Area">0 to 1; not a number where there are no points.</param>
public sealed record RocCurve(string Name, IReadOnlyList<RocPoint> Points, double Area)
{
    /// <summary>The curve of scores.</summary>
    /// <param name="name">The class.</param>
    /// <param name="scores">Of each image.</param>
    /// <param name="isPositive">Whether each image is of the class.</param>
    public static RocCurve Of(string name, float[] scores, bool[] isPositive)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(isPositive.Length, scores.Length, nameof(isPositive));
        var positives = isPositive.Count(positive => positive);
        if (positives == 0 || positives == scores.Length || scores.Any(float.IsNaN))
        {
            return new RocCurve(name, [], double.NaN);
        }

        var points = Steps(scores, isPositive, positives, scores.Length - positives);
        return new RocCurve(name, Corners(points), AreaBelow(points));
    }

    /// <summary>
    /// The plain mean of curves, height by height, with the mean of their areas. Curves without points are left out.
    /// </summary>
    public static RocCurve Mean(string name, IReadOnlyList<RocCurve> curves)
    {
        var drawn = curves.Where(curve => curve.Points.Count > 0).ToList();
        var points = new List<RocPoint>();
        var walks = drawn.ConvertAll(curve => new RocWalk(curve.Points));
        foreach (var x in drawn.SelectMany(curve => curve.Points).Select(point => point.FalsePositiveRate).Distinct().Order())
        {
            var heights = walks.ConvertAll(walk => walk.At(x));
            points.Add(new RocPoint(x, heights.Average(height => height.Low), double.NaN));
            points.Add(new RocPoint(x, heights.Average(height => height.High), double.NaN));
        }

        return new RocCurve(name, Corners(points), drawn.Count == 0 ? double.NaN : drawn.Average(curve => curve.Area));
    }

    /// <summary>The area below points by trapezoids.</summary>
    internal static double AreaBelow(IReadOnlyList<RocPoint> points)
    {
        var area = 0.0;
        for (var i = 1; i < points.Count; i++)
        {
            var (from, to) = (points[i - 1], points[i]);
            area += (to.FalsePositiveRate - from.FalsePositiveRate) * (from.TruePositiveRate + to.TruePositiveRate) / 2;
        }

        return area;
    }

    private static List<RocPoint> Steps(float[] scores, bool[] isPositive, int positives, int negatives)
    {
        var (keys, order) = ((float[])scores.Clone(), (bool[])isPositive.Clone());
        Array.Sort(keys, order);
        var points = new List<RocPoint> { new(0, 0, double.PositiveInfinity) };
        var (right, wrong) = (0, 0);
        for (var i = keys.Length - 1; i >= 0; i--)
        {
            (right, wrong) = order[i] ? (right + 1, wrong) : (right, wrong + 1);
            if (i == 0 || keys[i - 1] < keys[i])
            {
                points.Add(new RocPoint((double)wrong / negatives, (double)right / positives, keys[i]));
            }
        }

        return points;
    }

    // On the way straight up, and straight to the right, the points between say nothing.
    private static List<RocPoint> Corners(List<RocPoint> points)
    {
        var corners = new List<RocPoint>();
        foreach (var point in points)
        {
            if (corners is [.., var before, var last] && (IsLevel(before, last, point) || IsUpright(before, last, point)))
            {
                corners.RemoveAt(corners.Count - 1);
            }

            corners.Add(point);
        }

        return corners;
    }

    private static bool IsLevel(RocPoint a, RocPoint b, RocPoint c) => a.TruePositiveRate == b.TruePositiveRate && b.TruePositiveRate == c.TruePositiveRate;

    private static bool IsUpright(RocPoint a, RocPoint b, RocPoint c) => a.FalsePositiveRate == b.FalsePositiveRate && b.FalsePositiveRate == c.FalsePositiveRate;
}
