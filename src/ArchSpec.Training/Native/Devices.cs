using System.Globalization;
using TorchSharp;

namespace ArchSpec.Training.Native;

/// <summary>The devices of the loaded libtorch. Call <see cref="LibTorch.Load(string?)"/> first.</summary>
public static class Devices
{
    /// <summary>Threads that one operation on the CPU uses.</summary>
    public static int CpuThreads => torch.get_num_threads();

    /// <summary>GPUs that libtorch can use: 0 for a libtorch without CUDA, or without a driver.</summary>
    public static int CudaCount => HasCuda && torch.cuda.is_available() ? torch.cuda.device_count() : 0;

    // A libtorch for the CPU need not be asked: TorchSharp would search for libraries of CUDA and find none.
    private static bool HasCuda => LibTorch.Loaded is { } loaded
        && LibTorchFiles.LoadOrder.Where(f => !f.Required).All(f => File.Exists(Path.Combine(loaded.Directory, f.File)));

    /// <summary>The device of a name.</summary>
    /// <exception cref="LibTorchException">A GPU was asked for that is not there.</exception>
    public static torch.Device Select(DeviceName name) => name.Kind switch
    {
        DeviceKind.Cpu => torch.CPU,
        DeviceKind.Auto => CudaCount > 0 ? torch.device("cuda:0") : torch.CPU,
        _ when name.Index < CudaCount => torch.device(name.ToString()),
        _ => throw NoGpu(name),
    };

    private static LibTorchException NoGpu(DeviceName name) => HasCuda
        ? new(string.Create(CultureInfo.InvariantCulture, $"There is no {name}: libtorch sees {CudaCount} GPU(s)"), "Run nvidia-smi to see the driver's, or use --device cpu")
        : new(
            $"There is no {name}: the libtorch in '{LibTorch.Loaded?.Directory}' is built for the CPU",
            $"Name the torch/lib folder of a PyTorch {LibTorchFiles.Version} for CUDA with --libtorch or {LibTorchLocator.Variable}, "
            + "or use --device cpu");
}
