using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.External;

/// <summary>Builds a plugin's layer, and names the plugin where that fails. Its methods need TorchSharp; to make one does not.</summary>
internal sealed class GuardedBuilder(ITorchBuilder? builder, GuardedLayer layer) : TorchBuilder
{
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
            var result = layer.Ask("the function that Build returns", () => run(on)) ?? throw layer.Wrong("the function that Build returns", "returns null");
            return OutputCheck.ProblemOf(result, expected) is { } problem ? throw layer.Wrong("the function that Build returns", problem) : result;
        };
    }
}

/// <summary>Whether a layer's output has the shape that the layer said it would have.</summary>
internal static class OutputCheck
{
    /// <summary>What is wrong, to be read behind the member's name; null where nothing is.</summary>
    public static string? ProblemOf(Tensor result, Shape expected)
    {
        var shape = result.shape;
        var fits = shape.Length == expected.Rank + 1;
        for (var axis = 0; fits && axis < expected.Rank; axis++)
        {
            // An image is N × C × H × W.
            var at = expected.Rank == 3 ? (axis + 1) % 3 + 1 : axis + 1;
            fits = expected[axis] is not { } size || shape[at] == size;
        }

        return fits ? null : $"returns a tensor of {string.Join(" × ", shape)} where InferShape says {expected} (an image is N × C × H × W here, everything else in Keras's order)";
    }
}
