using ArchSpec.Plugins.Torch;
using ArchSpec.Training.Data;
using static TorchSharp.torch;

namespace ArchSpec.Training.Compile;

/// <summary>Turns batches of bytes into what a network takes.</summary>
public static class ImageTensors
{
    /// <summary>
    /// N × C × H × W floats from 0 to 1, in memory channels last: the bytes go to the device first and are scaled there.
    /// </summary>
    public static Tensor Of(ImageBatch batch, ImageShape shape, Device device, ScalarType dtype = ScalarType.Float32)
    {
        // No copy: the batch's own array, which is not filled again before the next batch is asked for.
        var bytes = frombuffer(batch.Pixels, ScalarType.Byte).reshape(batch.Count, shape.Height, shape.Width, shape.Channels);
        return bytes.to(device).permute(0, 3, 1, 2).to(dtype).Scale(1 / 255.0);
    }

    /// <summary>The classes of a batch, N.</summary>
    public static Tensor Labels(ImageBatch batch, Device device) => tensor(batch.Labels, ScalarType.Int64).to(device);
}
