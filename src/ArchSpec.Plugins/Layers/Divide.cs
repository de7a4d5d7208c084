using System.Collections.Immutable;
using ArchSpec.Layers;

namespace ArchSpec.Plugins.Layers;

/// <summary>Its first input divided by its second or by a constant, element by element, as <c>keras.ops.divide</c>. Shapes broadcast.</summary>
public sealed class Divide : ILayer
{
    /// <inheritdoc/>
    public string Type => "Divide";

    /// <inheritdoc/>
    public string Summary => "Divides its first input by its second, element by element: keras.ops.divide.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Operation.Value, Operation.ValueFirst];

    /// <inheritdoc/>
    public bool TakesSeveralInputs => true;

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Operation.Builder((x, y) => x.div(y));

    /// <inheritdoc/>
    public int LeastInputs(LayerArguments arguments) => Operation.Inputs(arguments, 2);

    /// <inheritdoc/>
    public int MostInputs(LayerArguments arguments) => Operation.Inputs(arguments, 2);

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call) => Operation.ShapeOf(call);

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => Operation.Channels(call, context);

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) => Operation.QuotientBounds(call, context);
}
