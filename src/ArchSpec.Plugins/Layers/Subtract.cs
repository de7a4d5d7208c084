using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Its first input minus its second, as <c>keras.layers.Subtract</c>; or minus a constant, as <c>x - 3</c> in a graph of Keras. Shapes
/// broadcast.
/// </summary>
public sealed class Subtract : ILayer
{
    /// <inheritdoc/>
    public string Type => "Subtract";

    /// <inheritdoc/>
    public string Summary => "Subtracts its second input from its first, element by element.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Operation.Value, Operation.ValueFirst];

    /// <inheritdoc/>
    public bool TakesSeveralInputs => true;

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Operation.Builder((x, y) => x.Minus(y));

    /// <inheritdoc/>
    public int LeastInputs(LayerArguments arguments) => Operation.Inputs(arguments, 2);

    /// <inheritdoc/>
    public int MostInputs(LayerArguments arguments) => Operation.Inputs(arguments, 2);

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call) => Operation.ShapeOf(call);

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => Operation.Channels(call, context);

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) => Operation.Bounds(call, context, (a, b) => Intervals.Sum(a, Intervals.Negative(b)));
}
