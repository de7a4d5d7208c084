using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins;

/// <summary>What layers do that put the axes of a sample into another order.</summary>
/// <param name="Axes">The axes in their new order, the batch, which is 0 and stays first, included.</param>
internal sealed record AxisOrder(IReadOnlyList<int> Axes)
{
    private bool KeepsChannels(LayerCall call) => Axes[^1] == call.Input.Rank;

    /// <summary>The shape of the output.</summary>
    public Shape ShapeOf(Shape input) => new([.. Axes.Skip(1).Select(axis => input[axis - 1])]);

    /// <summary>The channels of the output; pinned where they are moved.</summary>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context, string reason) =>
        KeepsChannels(call) ? context.Inputs[0] : PinnedChannels.All(ShapeOf(call.Input), context, reason);

    /// <summary>The bounds of the output.</summary>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) =>
        KeepsChannels(call) ? context.Inputs[0] : Intervals.Mingled(context.Inputs[0], ShapeOf(call.Input).RequireChannels());

    /// <summary>The TorchSharp side.</summary>
    internal sealed class Builder(Func<LayerCall, AxisOrder> orderOf) : TorchBuilder
    {
        /// <inheritdoc/>
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            long[] order = [.. orderOf(call).Axes];
            return on => TorchAxes.FromKeras(TorchAxes.ToKeras(on.Input).permute(order));
        }
    }
}
