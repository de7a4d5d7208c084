using TorchSharp;

namespace ArchSpec.Training.Native;

/// <summary>Tries a device of the loaded libtorch.</summary>
public static class DeviceTrial
{
    private const int Side = 8;

    /// <summary>Multiplies two small matrices on a device.</summary>
    /// <param name="device">Such as <c>cpu</c> or <c>cuda:0</c>.</param>
    /// <returns>What went wrong, or null.</returns>
    public static string? FailureOf(string device)
    {
        try
        {
            using var scope = torch.NewDisposeScope();
            var ones = torch.ones(Side, Side, device: Devices.Select(DeviceName.Parse(device)));
            var sum = ones.matmul(ones).sum().item<float>();
            return sum == Side * Side * Side ? null : $"{device}: a product of matrices is wrong";
        }
        catch (Exception e)
        {
            return $"{device}: {e.Message.Split('\n')[0]}";
        }
    }
}
