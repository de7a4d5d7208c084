using ArchSpec.Layers;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Torch;

/// <summary>
/// Builds a layer in TorchSharp. Images are N × C × H × W there, in memory channels last; samples of every
/// other rank are in Keras's order (N × F, N × L × C); <see cref="TorchAxes"/> converts. The weights are
/// made and held by the compiler, in the layout that the layer asks for.
/// </summary>
public abstract class TorchBuilder : ITorchBuilder
{
    /// <summary>
    /// The order in which TorchSharp wants the axes of one of Keras's weights: a convolution's kernel (h, w, in, out) becomes
    /// (out, in, h, w) by [3, 2, 0, 1]. Null where both are alike.
    /// </summary>
    public virtual IReadOnlyList<long>? AxesOf(string weight) => null;

    /// <summary>Makes the function that runs the layer on inputs of the given shapes.</summary>
    public abstract Func<TorchCall, Tensor> Build(LayerCall call);
}

/// <summary>What a layer's function is given.</summary>
/// <param name="Inputs">The inputs, in order.</param>
/// <param name="Weights">The layer's weights by Keras's name, in TorchSharp's layout.</param>
/// <param name="Training">Whether dropout drops.</param>
/// <param name="Frozen">Whether the layer is frozen: a batch normalisation then uses its moving statistics also in training.</param>
public sealed record TorchCall(
    IReadOnlyList<Tensor> Inputs, IReadOnlyDictionary<string, Tensor> Weights, bool Training, bool Frozen = false)
{
    /// <summary>The only input.</summary>
    public Tensor Input => Inputs[0];

    /// <summary>A weight, or null where the layer has none of that name.</summary>
    public Tensor? Find(string weight) => Weights.GetValueOrDefault(weight);
}
