using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Graph;

namespace ArchSpec.Training.Prune.Parts;

/// <summary>Judges whether what an addition adds is of use: a residual body that is 0, or nearly, is none.</summary>
/// <param name="figures">What the inputs of each addition brought, by step.</param>
/// <param name="labels">The names of the labels.</param>
/// <param name="imagesByLabel">How many images each has.</param>
/// <param name="mode">Whether what is nearly 0 may go.</param>
/// <param name="limits">What nearly is.</param>
internal sealed class AddendJudge(
    IReadOnlyDictionary<int, ImmutableArray<InputFigures>> figures,
    IReadOnlyList<string> labels,
    IReadOnlyList<int> imagesByLabel,
    PruneMode mode,
    SafeLimits limits)
{
    /// <summary>Judges an input by all calls of the addition.</summary>
    /// <returns>Null where it never looked useless.</returns>
    public InputVerdict? Judge(IReadOnlyList<FlatStep> calls, int input)
    {
        if (calls.All(call => figures[call.Index][input].Largest == 0))
        {
            return new InputVerdict(true, string.Create(CultureInfo.InvariantCulture, $"was 0 on all {imagesByLabel.Sum():N0} images"), true, []);
        }

        var shares = calls.Select(call => (call, share: ShareOf(call, input, all => all.Energy))).ToList();
        if (mode != PruneMode.Safe || shares.Exists(pair => !(pair.share <= limits.EnergyShare)))
        {
            return null;
        }

        var most = shares.Max(pair => pair.share);
        ImmutableArray<double> byLabel = [.. Enumerable.Range(0, labels.Count).Select(label => imagesByLabel[label] == 0 ? 0 : calls.Max(call => ShareOf(call, input, all => all.EnergyByLabel[label])))];
        return Veto(byLabel) is { } veto
            ? new InputVerdict(false, $"kept: it is only {PrunePercent.Of(most)} of what is added, but {veto}", false, [])
            : new InputVerdict(true, $"was only {PrunePercent.Of(most)} of what is added", false, []) { Added = new AddedShare(most, byLabel) };
    }

    // What one label needs is not seen in the sum over all.
    private string? Veto(ImmutableArray<double> byLabel)
    {
        var worst = byLabel.Select((share, label) => (share, label)).MaxBy(pair => pair.share);
        return worst.share > limits.LabelShare ? $"{PrunePercent.Of(worst.share)} on the images of {labels[worst.label]}" : null;
    }

    private double ShareOf(FlatStep call, int input, Func<InputFigures, double> energy)
    {
        var all = figures[call.Index];
        var total = all.Sum(energy);
        return total == 0 ? 0 : energy(all[input]) / total;
    }
}
