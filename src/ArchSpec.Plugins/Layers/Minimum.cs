using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// The smallest of its inputs, element by element, as <c>keras.layers.Minimum</c>; or of its only input and a constant, as
/// <c>keras.ops.minimum(x, 0)</c>. Shapes broadcast.
/// </summary>
public sealed class Minimum : ILayer
{
    /// <inheritdoc/>
    public string Type => "Minimum";

    /// <inheritdoc/>
    public string Summary => "Takes the smallest of its inputs element by element.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Operation.Value];

    /// <inheritdoc/>
    public bool TakesSeveralInputs => true;

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Operation.Builder((x, y) => x.minimum(y));

    /// <inheritdoc/>
    public int LeastInputs(LayerArguments arguments) => Operation.Inputs(arguments, 2);

    /// <inheritdoc/>
    public int MostInputs(LayerArguments arguments) => Operation.Inputs(arguments, int.MaxValue);

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call) => Operation.ShapeOf(call);

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => Operation.Channels(call, context);

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) =>
        Operation.Bounds(call, context, (a, b) => (Math.Min(a.Low, b.Low), Math.Min(a.High, b.High)));
}
