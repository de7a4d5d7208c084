using static TorchSharp.torch;

namespace ArchSpec.Training.Loop;

/// <summary>Sums of an epoch that stay on the device: reading one waits for it.</summary>
internal sealed class RunningSums(Device device) : IDisposable
{
    private readonly Tensor _loss = zeros([], ScalarType.Float64, device);
    private readonly Tensor _correct = zeros([], ScalarType.Int64, device);

    /// <summary>The sum of the losses so far.</summary>
    public double Loss => _loss.cpu().item<double>();

    /// <summary>How many were right so far.</summary>
    public double Correct => _correct.cpu().item<long>();

    public void Add(Tensor loss, Tensor correct)
    {
        _loss.add_(loss);
        _correct.add_(correct);
    }

    public void Dispose()
    {
        _loss.Dispose();
        _correct.Dispose();
    }
}
