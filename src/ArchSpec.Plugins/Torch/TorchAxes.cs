using ArchSpec.Layers;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Torch;

/// <summary>
/// Where Keras's axes are in a tensor: images (four dimensions with the batch) are N × C × H × W, all else is in Keras's order.
/// </summary>
public static class TorchAxes
{
    /// <summary>The axis of a tensor that Keras's axis is.</summary>
    /// <param name="keras">Keras's axis, the batch being 0; below 0 it counts from the end.</param>
    /// <param name="dimensions">The number of dimensions, the batch's among them.</param>
    public static long Of(int keras, int dimensions)
    {
        var axis = keras < 0 ? keras + dimensions : keras;
        return dimensions != 4 || axis == 0 ? axis : axis == 3 ? 1 : axis + 1;
    }

    /// <summary>The sizes of a tensor of samples, the batch's and those that the shape leaves open being null.</summary>
    /// <param name="sample">The shape of one sample in Keras's order.</param>
    public static long?[] SizesOf(Shape sample)
    {
        var sizes = new long?[sample.Rank + 1];
        for (var axis = 0; axis < sample.Rank; axis++)
        {
            sizes[Of(axis + 1, sizes.Length)] = sample[axis];
        }

        return sizes;
    }

    /// <summary>Whether a tensor of some sizes can be one of samples; a size that the shape leaves open may be any.</summary>
    /// <param name="sample">The shape of one sample in Keras's order.</param>
    /// <param name="sizes">The tensor's sizes, the batch's first.</param>
    public static bool Fits(Shape sample, long[] sizes)
    {
        var fits = sizes.Length == sample.Rank + 1;
        for (var axis = 0; fits && axis < sample.Rank; axis++)
        {
            fits = sample[axis] is not { } size || sizes[Of(axis + 1, sizes.Length)] == size;
        }

        return fits;
    }

    /// <summary>A view of a tensor in Keras's order: N × H × W × C for an image.</summary>
    public static Tensor ToKeras(Tensor x) => x.dim() == 4 ? x.permute(0, 2, 3, 1) : x;

    /// <summary>A tensor in Keras's order as layers take it: N × C × H × W for an image, in memory channels last.</summary>
    public static Tensor FromKeras(Tensor x) => x.dim() == 4 ? x.contiguous().permute(0, 3, 1, 2) : x;

    /// <summary>
    /// An image in memory channels last, where an operation may have left it otherwise: from images that are channels first
    /// libtorch 2.10 computes wrong gradients of a convolution on the CPU.
    /// </summary>
    public static Tensor ChannelsLast(Tensor x) => FromKeras(ToKeras(x));

    /// <summary>A vector of one value for each entry of an axis, shaped so that it multiplies along that axis.</summary>
    /// <param name="vector">One dimension.</param>
    /// <param name="axis">The tensor's axis.</param>
    /// <param name="dimensions">The number of dimensions, the batch's among them.</param>
    public static Tensor Along(Tensor vector, long axis, int dimensions)
    {
        var shape = new long[dimensions];
        Array.Fill(shape, 1);
        shape[axis] = -1;
        return vector.reshape(shape);
    }

    /// <summary>The axes of a tensor that some of Keras's axes are.</summary>
    public static long[] OfAll(IReadOnlyList<int> keras, int dimensions)
    {
        var axes = new long[keras.Count];
        for (var at = 0; at < axes.Length; at++)
        {
            axes[at] = Of(keras[at], dimensions);
        }

        return axes;
    }

    /// <summary>
    /// A weight over some axes, shaped so that it meets a tensor along them. As in Keras its values are taken in the order of
    /// the axes from the first to the last, whatever the order in which the layer names them.
    /// </summary>
    /// <param name="weight">One dimension for each axis.</param>
    /// <param name="sizes">The shape of one sample in Keras's order.</param>
    /// <param name="axes">Dimensions of the sample.</param>
    public static Tensor Over(Tensor weight, Shape sizes, IReadOnlyList<int> axes)
    {
        var shape = new long[sizes.Rank + 1];
        Array.Fill(shape, 1);
        foreach (var axis in axes)
        {
            shape[axis + 1] = sizes[axis] ?? 1;
        }

        return FromKeras(weight.reshape(shape));
    }
}
