using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// The largest of its inputs, element by element, as <c>keras.layers.Maximum</c>; or of its only input and a constant, as
/// <c>keras.ops.maximum(x, 0)</c>. Shapes broadcast.
/// </summary>
public sealed class Maximum : ILayer
{
    /// <inheritdoc/>
    public string Type => "Maximum";

    /// <inheritdoc/>
    public string Summary => "Takes the largest of its inputs element by element.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Operation.Value];

    /// <inheritdoc/>
    public bool TakesSeveralInputs => true;

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Operation.Builder((x, y) => x.maximum(y));

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
        Operation.Bounds(call, context, (a, b) => (Math.Max(a.Low, b.Low), Math.Max(a.High, b.High)));
}
