using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Joins the channels of its inputs: H × W × C1 and H × W × C2 to H × W × (C1 + C2), as <c>keras.layers.Concatenate</c> with
/// axis −1.
/// </summary>
public sealed class Concatenate : ILayer
{
    /// <inheritdoc/>
    public string Type => "Concatenate";

    /// <inheritdoc/>
    public string Summary => "Joins the channels of its inputs.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [];

    /// <inheritdoc/>
    public bool TakesSeveralInputs => true;

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call)
    {
        var first = call.Input;
        foreach (var other in call.Inputs.Where(other => other.Rank == 0 || other.WithChannels(1) != first.WithChannels(1)))
        {
            throw new LayerException($"its inputs must be alike in all but the channels, received {first} and {other}");
        }

        return first.WithChannels(call.Inputs.Sum(input => input.RequireChannels()));
    }

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => [.. context.Inputs.SelectMany(input => input)];

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var axis = call.Input.Rank == 3 ? 1 : -1;
            return on => cat([.. on.Inputs], axis);
        }
    }
}
