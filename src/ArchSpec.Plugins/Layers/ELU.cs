using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>alpha · (exp(x) − 1) below 0 (Clevert et al. 2016), as <c>keras.layers.ELU</c>; any shape, unchanged.</summary>
public sealed class ELU : ILayer
{
    /// <inheritdoc/>
    public string Type => "ELU";

    /// <inheritdoc/>
    public string Summary => "Bends what is below 0 towards a bound.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Rectifier.Alpha];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call) => call.Input;

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => context.Inputs[0];

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var alpha = call.Get(Rectifier.Alpha);
            return on => on.Input.Elu(alpha);
        }
    }
}
