using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>Some of the values of each sample, as <c>x[:, 1:, ..., 0]</c> in a graph of Keras.</summary>
public sealed class GetItem : ILayer
{
    private static readonly Argument<string> Key =
        Argument.Text("key", "what stands in the brackets of x[:, 1:, ..., 0] in Python, the batch's part first: whole numbers, slices, ... and None for a new axis").Showing("\":, 0:2\"");

    /// <inheritdoc/>
    public string Type => "GetItem";

    /// <inheritdoc/>
    public string Summary => "Takes a part of each sample, as brackets in Python do.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Key];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call)
    {
        var (sizes, axis) = (new List<int?>(), 0);
        foreach (var part in PartsOf(call))
        {
            var size = part.IsNew ? 1 : call.Input[axis++];
            if (part.At is null)
            {
                sizes.Add(part.IsNew || part.IsWhole ? size : part.Of(size ?? throw Unknown(call)).Count);
            }
            else
            {
                _ = part.Of(size ?? throw Unknown(call));
            }
        }

        return sizes.Count > 0 ? new Shape([.. sizes]) : throw new LayerException($"key leaves no axis of its input {call.Input}");
    }

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context)
    {
        var last = PartsOf(call)[^1];
        if (last.IsWhole)
        {
            return context.Inputs[0];
        }

        var output = PinnedChannels.All(InferShape(call), context, "GetItem takes channels by their number");
        return last.IsNew || last.At is not null ? output : [.. last.Of(context.Inputs[0].Length).Select(place => context.Inputs[0][place])];
    }

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context)
    {
        var (last, x) = (PartsOf(call)[^1], context.Inputs[0]);
        return last.IsWhole ? x
            : last.IsNew || last.At is not null ? null
            : new ChannelBounds([.. last.Of(x.Count).Select(place => x.Low[place])], [.. last.Of(x.Count).Select(place => x.High[place])]);
    }

    private static ImmutableArray<IndexPart> PartsOf(LayerCall call) => IndexKey.Read(call.Get(Key), call.Input).Parts;

    private static LayerException Unknown(LayerCall call) => new($"the size of an axis that is cut must be known, received {call.Input}");

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var parts = PartsOf(call);
            return on =>
            {
                var (x, axis) = (TorchAxes.ToKeras(on.Input), 1);
                foreach (var part in parts)
                {
                    x = Take(x, axis, part);
                    axis += part.At is null ? 1 : 0;
                }

                return TorchAxes.FromKeras(x);
            };
        }

        private static Tensor Take(Tensor x, int axis, IndexPart part)
        {
            if (part.IsNew || part.IsWhole)
            {
                return part.IsNew ? x.unsqueeze(axis) : x;
            }

            var places = part.Of((int)x.shape[axis]);
            return part.At is not null ? x.select(axis, places[0])
                : part.Step > 0 ? x.slice(axis, places[0], places[^1] + 1, part.Step)
                : x.index_select(axis, tensor(places.Select(place => (long)place).ToArray(), device: x.device));
        }
    }
}
