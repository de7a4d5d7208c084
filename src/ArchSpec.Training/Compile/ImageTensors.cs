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
        var bytes = tensor(batch.Pixels, [batch.Count, shape.Height, shape.Width, shape.Channels], ScalarType.Byte);
        return bytes.to(device).permute(0, 3, 1, 2).to(dtype).Scale(1 / 255.0);
    }

    /// <summary>The classes of a batch, N.</summary>
    public static Tensor Labels(ImageBatch batch, Device device) => tensor(batch.Labels, ScalarType.Int64).to(device);
}
