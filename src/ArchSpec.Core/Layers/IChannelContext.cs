using System.Collections.Immutable;

namespace ArchSpec.Layers;

/// <summary>
/// What a layer tells pruning about its channels. Each position of a tensor's last axis has an identity; positions with the
/// same identity, or with united ones, are kept or removed together.
/// </summary>
public interface IChannelContext
{
    /// <summary>The identities of each input's last axis.</summary>
    ImmutableArray<ImmutableArray<int>> Inputs { get; }

    /// <summary>
    /// New identities: the layer makes its channels itself, as a convolution does. Removing some means that
    /// <paramref name="count"/> becomes smaller.
    /// </summary>
    ImmutableArray<int> Fresh(Argument<int> count);

    /// <summary>
    /// Some of these identities are counted by an argument (the groups of a convolution, the last size of a reshape), which becomes
    /// smaller when they go. <see cref="Fresh"/> says so of its own argument.
    /// </summary>
    /// <param name="argument">The argument.</param>
    /// <param name="element">Which item of a list it is, from 0; null for a plain number.</param>
    /// <param name="identities">One for each unit that the number counts.</param>
    void Count(Argument argument, int? element, ImmutableArray<int> identities);

    /// <summary>
    /// The layer mixes the channels of an input, as a convolution does: a channel that is always 0 there adds nothing, and
    /// the weights' <see cref="WeightSpec.InputAxis"/> is sliced when it goes.
    /// </summary>
    void Mixes(int input);

    /// <summary>Unites the inputs position by position, as an addition needs it.</summary>
    /// <returns>The united identities.</returns>
    ImmutableArray<int> Unite(IEnumerable<ImmutableArray<int>> inputs);

    /// <summary>Something that the person who prunes should know of the layer.</summary>
    void Warn(string message);

    /// <summary>These channels must stay.</summary>
    /// <param name="identities">The channels.</param>
    /// <param name="reason">Why, for a person to read.</param>
    void Pin(ImmutableArray<int> identities, string reason);
}
