using System.Buffers;
using System.Runtime.InteropServices;
using ArchSpec.Plugins.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Prune;

/// <summary>The figures of each image's channels in one batch, in arrays of images × positions that are used again afterwards.</summary>
internal sealed class BatchFigures : IDisposable
{
    private BatchFigures(int images, int positions, int places)
    {
        (Images, Positions, Places) = (images, positions, places);
        Zeros = ArrayPool<int>.Shared.Rent(images * positions);
        (Minima, Maxima) = (ArrayPool<float>.Shared.Rent(images * positions), ArrayPool<float>.Shared.Rent(images * positions));
        (Sums, Squares) = (ArrayPool<double>.Shared.Rent(images * positions), ArrayPool<double>.Shared.Rent(images * positions));
    }

    public int Images { get; }

    /// <summary>Of the last axis in Keras's order: channels, or features.</summary>
    public int Positions { get; }

    /// <summary>How many values a position has in an image.</summary>
    public int Places { get; }

    public int[] Zeros { get; }

    public float[] Minima { get; }

    public float[] Maxima { get; }

    public double[] Sums { get; }

    public double[] Squares { get; }

    /// <summary>Measures a batch.</summary>
    /// <param name="x">N × C × H × W, N × L × C or N × F.</param>
    public static BatchFigures Of(Tensor x)
    {
        using var scope = NewDisposeScope();
        var values = TorchAxes.ToKeras(x);
        var (images, positions) = ((int)values.shape[0], (int)values.shape[^1]);
        var figures = new BatchFigures(images, positions, (int)(values.numel() / images / positions));
        if (x.device_type == DeviceType.CPU && x.dtype == ScalarType.Float32)
        {
            figures.Sweep(values.contiguous());
        }
        else
        {
            figures.Reduce(values.reshape(images, figures.Places, positions));
        }

        return figures;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(Zeros);
        ArrayPool<float>.Shared.Return(Minima);
        ArrayPool<float>.Shared.Return(Maxima);
        ArrayPool<double>.Shared.Return(Sums);
        ArrayPool<double>.Shared.Return(Squares);
    }

    // In the processor's memory one pass over the values gives all figures; operations of tensors would take one for each.
    private void Sweep(Tensor values)
    {
        if (Images * (long)Positions * Places < 1 << 16)
        {
            for (var image = 0; image < Images; image++)
            {
                SweepImage(values, image);
            }
        }
        else
        {
            Parallel.For(0, Images, image => SweepImage(values, image));
        }
    }

    private void SweepImage(Tensor values, int image)
    {
        using var one = values.narrow(0, image, 1);
        var (from, count) = (image * Positions, Positions);
        new ChannelSweep(Zeros.AsSpan(from, count), Minima.AsSpan(from, count), Maxima.AsSpan(from, count), Sums.AsSpan(from, count), Squares.AsSpan(from, count))
            .Run(MemoryMarshal.Cast<byte, float>(one.bytes));
    }

    private void Reduce(Tensor values)
    {
        var zeros = values.IsNonZero().logical_not().sum([1], type: ScalarType.Int32);
        var exact = values.to(ScalarType.Float64);
        zeros.cpu().data<int>().CopyTo(Zeros);
        values.amin([1]).to(ScalarType.Float32).cpu().data<float>().CopyTo(Minima);
        values.amax([1]).to(ScalarType.Float32).cpu().data<float>().CopyTo(Maxima);
        exact.sum([1]).cpu().data<double>().CopyTo(Sums);
        exact.Squared().sum([1]).cpu().data<double>().CopyTo(Squares);
    }
}
