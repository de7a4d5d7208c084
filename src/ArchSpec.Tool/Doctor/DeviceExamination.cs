using System.Reflection;
using ArchSpec.Training.Native;
using TorchSharp;

namespace ArchSpec.Tool.Doctor;

/// <summary>Computes a little on each device. Only for a process that has loaded libtorch.</summary>
internal static class DeviceExamination
{
    private const int Side = 8;

    /// <summary>The version of the TorchSharp assembly.</summary>
    public static string TorchSharpVersion =>
        typeof(torch).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? typeof(torch).Assembly.GetName().Version!.ToString(3);

    /// <summary>Multiplies two small matrices on the CPU and on every GPU.</summary>
    public static DevicesReport Run()
    {
        string[] cuda = [.. Enumerable.Range(0, Devices.CudaCount).Select(i => $"cuda:{i}")];
        var broken = new[] { "cpu" }.Concat(cuda).Select(Failure).OfType<string>().ToArray();
        return broken.Length == 0
            ? new(CheckState.Ok, Devices.CpuThreads, cuda, "a product of matrices is right on each")
            : new(CheckState.Failed, Devices.CpuThreads, cuda, string.Join("; ", broken));
    }

    private static string? Failure(string device)
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
