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

    /// <summary>A view of a tensor in Keras's order: N × H × W × C for an image.</summary>
    public static Tensor ToKeras(Tensor x) => x.dim() == 4 ? x.permute(0, 2, 3, 1) : x;

    /// <summary>A view of a tensor in Keras's order as layers take it: N × C × H × W for an image.</summary>
    public static Tensor FromKeras(Tensor x) => x.dim() == 4 ? x.permute(0, 3, 1, 2) : x;

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
}
