using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Training.Loop;

/// <summary>Sums of an epoch that stay on the device: reading one waits for it.</summary>
internal sealed class RunningSums(Device device) : IDisposable
{
    private readonly Tensor _loss = zeros([], ScalarType.Float64, device);
    private readonly Tensor _correct = zeros([], ScalarType.Int64, device);

    /// <summary>The sum of the losses so far.</summary>
    public double Loss => Read<double>(_loss);

    /// <summary>How many were right so far.</summary>
    public double Correct => Read<long>(_correct);

    /// <summary>Sets both.</summary>
    public void Set(double loss, double correct)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        _loss.copy_(tensor(loss));
        _correct.copy_(tensor((long)correct));
    }

    public void Add(Tensor loss, Tensor correct)
    {
        _loss.Accumulate(loss);
        _correct.Accumulate(correct);
    }

    public void Dispose()
    {
        _loss.Dispose();
        _correct.Dispose();
    }

    private static T Read<T>(Tensor sum)
        where T : unmanaged
    {
        using var here = sum.cpu();
        return here.item<T>();
    }
}
