using System.Collections.Immutable;

namespace ArchSpec.Training.Prune;

/// <summary>
/// What channels and parts that go because they hardly matter are together. Each by itself is within the limits of the safe mode; many
/// together may be all that one label has.
/// </summary>
/// <param name="Channels">How many classes of channels.</param>
/// <param name="Fired">The images on which any of them fired, by their places in the set.</param>
/// <param name="Energy">The largest share that they have in what a layer takes in.</param>
/// <param name="Layer">That layer's path, or null.</param>
/// <param name="Added">The sum of the shares of residual bodies in what is added.</param>
/// <param name="AddedByLabel">The same on the images of each label; empty for no bodies.</param>
internal sealed record JointLoss(
    int Channels, IReadOnlySet<int> Fired, double Energy, string? Layer, double Added, ImmutableArray<double> AddedByLabel)
{
    /// <summary>Nothing goes.</summary>
    public static JointLoss None { get; } = new(0, ImmutableHashSet<int>.Empty, 0, null, 0, []);

    /// <summary>Whether anything goes that could be missed.</summary>
    public bool IsEmpty => Channels == 0 && Added == 0;

    /// <summary>With what a residual body added.</summary>
    public JointLoss With(AddedShare body) => this with
    {
        Added = Added + body.Share,
        AddedByLabel = [.. body.ByLabel.Select((share, label) => share + (AddedByLabel.IsEmpty ? 0 : AddedByLabel[label]))],
    };
}

/// <summary>The share of a residual body in what is added.</summary>
/// <param name="Share">On all images.</param>
/// <param name="ByLabel">On the images of each label.</param>
internal sealed record AddedShare(double Share, ImmutableArray<double> ByLabel);
