using System.Collections.Immutable;
using ArchSpec.Layers;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Multiplies its inputs element by element, as <c>keras.layers.Multiply</c>; or its only input with a constant, as <c>x * 2</c> in a
/// graph of Keras. Shapes broadcast: H × W × C with 1 × 1 × C is a squeeze-and-excitation gate.
/// </summary>
public sealed class Multiply : ILayer
{
    /// <inheritdoc/>
    public string Type => "Multiply";

    /// <inheritdoc/>
    public string Summary => "Multiplies its inputs element by element.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Operation.Value];

    /// <inheritdoc/>
    public bool TakesSeveralInputs => true;

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Operation.Builder((x, y) => x.mul(y));

    /// <inheritdoc/>
    public int LeastInputs(LayerArguments arguments) => Operation.Inputs(arguments, 2);

    /// <inheritdoc/>
    public int MostInputs(LayerArguments arguments) => Operation.Inputs(arguments, int.MaxValue);

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call) => Operation.ShapeOf(call);

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => Operation.Channels(call, context);

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) => Operation.Bounds(call, context, Intervals.Product);
}
