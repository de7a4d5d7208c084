using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ExternalLayers;

/// <summary>x · sigmoid(beta · x) (Ramachandran et al. 2017); any shape, unchanged.</summary>
public sealed class Swish : ILayer
{
    private static readonly Argument<double> Beta = Argument.Number("beta", "how sharply it bends: 0 halves the input, a large number is almost ReLU", 0, defaultValue: 1);

    public string Type => "Swish";

    public string Summary => "Multiplies each value with its sigmoid.";

    public ImmutableArray<Argument> Arguments { get; } = [Beta];

    public ITorchBuilder Torch => new Builder();

    public Shape InferShape(LayerCall call) => call.Input;

    // Each output channel is the input's: pruning removes both or none.
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => context.Inputs[0];

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var beta = call.Get(Beta);
            return on => on.Input.mul(on.Input.Times(beta).sigmoid());
        }
    }
}
