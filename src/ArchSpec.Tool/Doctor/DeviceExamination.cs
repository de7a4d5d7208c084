using ArchSpec.Training.Native;

namespace ArchSpec.Tool.Doctor;

/// <summary>Computes a little on each device. Only for a process that has loaded libtorch.</summary>
internal static class DeviceExamination
{
    /// <summary>Multiplies two small matrices on the CPU and on every GPU.</summary>
    public static DevicesReport Run()
    {
        string[] cuda = [.. Enumerable.Range(0, Devices.CudaCount).Select(i => $"cuda:{i}")];
        var broken = new[] { "cpu" }.Concat(cuda).Select(DeviceTrial.FailureOf).OfType<string>().ToArray();
        return broken.Length == 0
            ? new(CheckState.Ok, Devices.CpuThreads, cuda, "a product of matrices is right on each")
            : new(CheckState.Failed, Devices.CpuThreads, cuda, string.Join("; ", broken));
    }
}
