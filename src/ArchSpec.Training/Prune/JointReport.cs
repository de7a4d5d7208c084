namespace ArchSpec.Training.Prune;

/// <summary>What goes because it hardly matters (mode <c>safe</c>), judged together.</summary>
/// <param name="Channels">How many channels, or classes of channels that go together, go though they fired.</param>
/// <param name="EnergyShare">The largest share that they have together in what a layer takes in, 0 to 1.</param>
/// <param name="Layer">That layer, or null where there is none.</param>
/// <param name="AddedShare">The sum of the shares of residual bodies in what is added.</param>
/// <param name="Labels">What it comes to for each label.</param>
public sealed record JointReport(int Channels, double EnergyShare, string? Layer, double AddedShare, IReadOnlyList<JointLabelReport> Labels)
{
    internal static JointReport? Of(JointLoss loss, AccuracyCheck check, IReadOnlyList<string> labels, IReadOnlyList<int> labelOf) => loss.IsEmpty ? null : new(
        loss.Channels,
        loss.Energy,
        loss.Layer,
        loss.Added,
        [
            .. labels.Zip(check.Labels).Select((pair, label) => new JointLabelReport(
                pair.First, labelOf.Count(own => own == label), loss.Fired.Count(image => labelOf[image] == label), pair.Second.Images, pair.Second.Before, pair.Second.After)),
        ]);
}

/// <summary>What it comes to for one label that channels go which hardly matter.</summary>
/// <param name="Label">The label.</param>
/// <param name="Images">Its images that channels were measured on.</param>
/// <param name="Fired">On how many of them any of the channels fired that go.</param>
/// <param name="Judged">Its images that the accuracy was judged by.</param>
/// <param name="Before">How many of these the given model gets right.</param>
/// <param name="After">How many of these the pruned model gets right, before any training.</param>
public sealed record JointLabelReport(string Label, int Images, int Fired, int Judged, int Before, int After)
{
    /// <summary>The share of its images on which any of the channels fired that go, 0 to 1.</summary>
    public double Share => Images == 0 ? 0 : (double)Fired / Images;

    /// <summary>By how much the accuracy on its images has changed, -1 to 1.</summary>
    public double Change => Judged == 0 ? 0 : (double)(After - Before) / Judged;
}
