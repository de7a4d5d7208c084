using ArchSpec.Training.Metrics;

namespace ArchSpec.Training.Prune.Probe;

/// <summary>What a linear probe makes of the features at the end of one stage.</summary>
/// <param name="Layer">The stage's last layer.</param>
/// <param name="Head">The first layer of the head that would follow it.</param>
/// <param name="Channels">How many features there are.</param>
/// <param name="Right">How many images the probe gets right that it was not fitted on.</param>
/// <param name="Images">Of how many.</param>
/// <param name="Parameters">All weights of the model that would be left, in number of values.</param>
/// <param name="Flops">Of one image's forward pass of that model.</param>
public sealed record TruncationPoint(string Layer, string Head, int Channels, int Right, int Images, long Parameters, long Flops)
{
    /// <summary>The probe's accuracy, 0 to 1.</summary>
    public double Accuracy => (double)Right / Images;

    /// <summary>Where it lies with 95% confidence.</summary>
    public WilsonInterval Interval => WilsonInterval.Of(Right, Images);

    /// <summary>The probe fitted on all images: (C + 1) rows of one number for each label, the last row being the intercept.</summary>
    internal IReadOnlyList<double> Solution { get; init; } = [];

    /// <summary>What its outputs are multiplied with to be logits: by then they tell best how likely each label is.</summary>
    internal double Sharpness { get; init; } = 1;
}

/// <summary>How well the label can be told by the features at the end of each stage.</summary>
/// <param name="Points">In order; the last one is where the model's head takes its input.</param>
/// <param name="Obstacle">Why the model cannot be cut, or null.</param>
public sealed record TruncationCurve(IReadOnlyList<TruncationPoint> Points, string? Obstacle)
{
    /// <summary>The earliest cut whose probe is as good as the last one, but for a drop. One that makes a larger model is none.</summary>
    /// <param name="maxDrop">Of accuracy, from 0 to 1.</param>
    /// <returns>Null where only the last one is.</returns>
    public TruncationPoint? Suggest(double maxDrop)
    {
        var allowed = Points.Count == 0 ? 0 : Points[^1].Right - (maxDrop * Points[^1].Images);
        return Points.SkipLast(1).FirstOrDefault(point => point.Right >= allowed && point.Parameters <= Points[^1].Parameters && point.Flops < Points[^1].Flops);
    }

    /// <summary>Why a cut behind a stage is suggested.</summary>
    public string ReasonFor(TruncationPoint point) =>
        $"a linear probe here is right on {PrunePercent.Of(point.Accuracy)} of {point.Images:N0} images, at the end on {PrunePercent.Of(Points[^1].Accuracy)}";
}
