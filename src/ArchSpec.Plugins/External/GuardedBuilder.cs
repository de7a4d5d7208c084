using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.External;

/// <summary>Builds a plugin's layer, and names the plugin where that fails. Its methods need TorchSharp; to make one does not.</summary>
internal sealed class GuardedBuilder(ITorchBuilder? builder, GuardedLayer layer) : TorchBuilder
{
    private const string Function = "the function that Build returns";

    private TorchBuilder Builder => builder as TorchBuilder
        ?? throw layer.Wrong("Torch", $"is {builder?.GetType().Name ?? "null"}; it must be a TorchBuilder");

    /// <inheritdoc/>
    public override IReadOnlyList<long>? AxesOf(string weight) => layer.Ask("AxesOf", () => Builder.AxesOf(weight));

    /// <inheritdoc/>
    public override Func<TorchCall, Tensor> Build(LayerCall call)
    {
        var run = layer.Ask("Build", () => Builder.Build(call)) ?? throw layer.Wrong("Build", "returns null");
        var expected = layer.InferShape(call);
        return on =>
        {
            var result = layer.Ask(Function, () => run(on)) ?? throw layer.Wrong(Function, "returns null");
            var sizes = result.shape;
            return TorchAxes.Fits(expected, sizes) ? result : throw layer.Wrong(
                Function, $"returns a tensor of {string.Join(" × ", sizes)} where InferShape says {expected} (an image is N × C × H × W here, everything else in Keras's order)");
        };
    }
}
