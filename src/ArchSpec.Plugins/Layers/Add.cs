using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Adds its inputs element by element, as <c>keras.layers.Add</c>; or a constant to its only input, as <c>x + 3</c> in a graph of
/// Keras. Shapes broadcast.
/// </summary>
public sealed class Add : ILayer
{
    /// <inheritdoc/>
    public string Type => "Add";

    /// <inheritdoc/>
    public string Summary => "Adds its inputs element by element.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Operation.Value];

    /// <inheritdoc/>
    public bool TakesSeveralInputs => true;

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Operation.Builder((x, y) => x.Plus(y));

    /// <inheritdoc/>
    public int LeastInputs(LayerArguments arguments) => Operation.Inputs(arguments, 2);

    /// <inheritdoc/>
    public int MostInputs(LayerArguments arguments) => Operation.Inputs(arguments, int.MaxValue);

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call) => Operation.ShapeOf(call);

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => Operation.Channels(call, context);

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) => Operation.Bounds(call, context, Intervals.Sum);
}
