using ArchSpec.Plugins.Torch;
using ArchSpec.Spec;
using ArchSpec.Training.Data;
using static TorchSharp.torch;

namespace ArchSpec.Training.Compile;

/// <summary>Turns batches of bytes into what a network takes.</summary>
public static class ImageTensors
{
    /// <summary>
    /// N × C × H × W floats of a network's range, in memory channels last: the bytes go to the device first and are scaled there.
    /// </summary>
    /// <param name="batch">The pictures.</param>
    /// <param name="shape">Their size.</param>
    /// <param name="range">What a pixel is: <see cref="Graph.Network.Range"/>.</param>
    /// <param name="device">Where the network is.</param>
    /// <param name="dtype">In which numbers it computes.</param>
    public static Tensor Of(ImageBatch batch, ImageShape shape, PixelRange range, Device device, ScalarType dtype = ScalarType.Float32)
    {
        ArgumentNullException.ThrowIfNull(range);

        // No copy: the batch's own array, which is not filled again before the next batch is asked for.
        var bytes = frombuffer(batch.Pixels, ScalarType.Byte).reshape(batch.Count, shape.Height, shape.Width, shape.Channels);
        var channels = bytes.to(device).permute(0, 3, 1, 2);
        return Scaled((range.IsBlueFirst ? channels.flip(1) : channels).to(dtype), range);
    }

    // In the tensor that the conversion has made.
    private static Tensor Scaled(Tensor x, PixelRange range)
    {
        var scaled = range.Scale switch
        {
            [1] => x,
            [var factor] => x.Scale(factor),
            var factors => x.mul_(Along(factors, x)),
        };
        return range.Offset switch
        {
            [0] => scaled,
            [var offset] => scaled.Shift(offset),
            var offsets => scaled.Accumulate(Along(offsets, x)),
        };
    }

    private static Tensor Along(IReadOnlyList<double> numbers, Tensor x) => tensor(numbers.ToArray(), x.dtype, x.device).reshape(-1, 1, 1);

    /// <summary>The classes of a batch, N.</summary>
    public static Tensor Labels(ImageBatch batch, Device device) => tensor(batch.Labels, ScalarType.Int64).to(device);
}
