using System.Collections.Immutable;
using ArchSpec.Layers;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Its first input to the power of its second or of a constant, element by element: <c>x ** 2</c> in a graph of Keras, whose operation has
/// this name. Shapes broadcast.
/// </summary>
public sealed class Power : ILayer
{
    /// <inheritdoc/>
    public string Type => "Power";

    /// <inheritdoc/>
    public string Summary => "Raises its first input to the power of its second, element by element.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Operation.Value, Operation.ValueFirst];

    /// <inheritdoc/>
    public bool TakesSeveralInputs => true;

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Operation.Builder((x, y) => x.pow(y));

    /// <inheritdoc/>
    public int LeastInputs(LayerArguments arguments) => Operation.Inputs(arguments, 2);

    /// <inheritdoc/>
    public int MostInputs(LayerArguments arguments) => Operation.Inputs(arguments, 2);

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call) => Operation.ShapeOf(call);

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => Operation.Channels(call, context);
}
