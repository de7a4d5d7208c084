using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Families;

/// <summary>What Keras's operations have in common that make one value of all along some axes of a sample.</summary>
public abstract class Reduction : ILayer
{
    private static readonly Argument<IReadOnlyList<int>> Axis = Argument.Ints("axis", "the axes along which one value is made of all, the batch being 0").Showing("[1, 2]");
    private static readonly Argument<bool> KeepDims = Argument.Flag("keepdims", "whether these axes stay, with the size 1", false);

    private protected Reduction(string type, string summary) => (Type, Summary) = (type, summary);

    /// <inheritdoc/>
    public string Type { get; }

    /// <inheritdoc/>
    public string Summary { get; }

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Axis, KeepDims];

    /// <inheritdoc/>
    public abstract ITorchBuilder Torch { get; }

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call)
    {
        var (axes, sizes) = (KerasAxes.OfAll(call.Get(Axis), call.Input, "axis"), new List<int?>());
        for (var axis = 0; axis < call.Input.Rank; axis++)
        {
            if (!axes.Contains(axis))
            {
                sizes.Add(call.Input[axis]);
            }
            else if (call.Get(KeepDims))
            {
                sizes.Add(1);
            }
        }

        return sizes.Count > 0 ? new Shape([.. sizes]) : throw new LayerException("it leaves no axis behind the batch; keepdims: true keeps them with the size 1");
    }

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => KeepsChannels(call)
        ? context.Inputs[0]
        : PinnedChannels.All(InferShape(call), context, $"{Type} makes one value of all channels");

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) => KeepsChannels(call) ? Bounds(context.Inputs[0]) : null;

    /// <summary>Between which numbers the result lies, where the channels are kept.</summary>
    private protected virtual ChannelBounds? Bounds(ChannelBounds x) => x;

    private static bool KeepsChannels(LayerCall call) => !KerasAxes.OfAll(call.Get(Axis), call.Input, "axis").Contains(call.Input.Rank - 1);

    /// <summary>The TorchSharp side: a reduction along axes, which stay where that is asked for.</summary>
    private protected sealed class Builder(Func<Tensor, long[], bool, Tensor> reduce) : TorchBuilder
    {
        /// <inheritdoc/>
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            long[] axes = [.. KerasAxes.OfAll(call.Get(Axis), call.Input, "axis").Select(axis => axis + 1L)];
            var keeps = call.Get(KeepDims);
            return on => TorchAxes.FromKeras(reduce(TorchAxes.ToKeras(on.Input), axes, keeps));
        }
    }
}
