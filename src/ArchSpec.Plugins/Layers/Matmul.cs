using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>The product of two matrices of each sample, as <c>keras.ops.matmul</c>: … × M × K and … × K × N to … × M × N.</summary>
public sealed class Matmul : ILayer
{
    /// <inheritdoc/>
    public string Type => "Matmul";

    /// <inheritdoc/>
    public string Summary => "Multiplies the matrices of each sample's last two axes.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [];

    /// <inheritdoc/>
    public bool TakesSeveralInputs => true;

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public int MostInputs(LayerArguments arguments) => 2;

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call)
    {
        var (left, right) = (call.Inputs[0], call.Inputs[1]);
        var fits = left.Rank >= 2 && left.Rank == right.Rank && (left[^1] ?? right[^2]) == (right[^2] ?? left[^1])
            && Enumerable.Range(0, left.Rank - 2).All(axis => left[axis] == right[axis]);
        return fits
            ? new Shape([.. left.Dimensions[..^1], right[^1]])
            : throw new LayerException($"its inputs must be … × M × K and … × K × N and alike in front of that, received {left} and {right}");
    }

    /// <inheritdoc/>
    public long Flops(LayerCall call) => 2L * (call.Inputs[0].Size ?? 0) * (call.Inputs[1][^1] ?? 0);

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) =>
        PinnedChannels.All(InferShape(call), context, "Matmul multiplies whole matrices");

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call) =>
            on => TorchAxes.FromKeras(TorchAxes.ToKeras(on.Inputs[0]).matmul(TorchAxes.ToKeras(on.Inputs[1])));
    }
}
