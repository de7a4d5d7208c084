using System.Globalization;

namespace ArchSpec.Training.Native;

/// <summary>What a person may say of a device: <c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Index">Of the GPU, from 0; 0 for <c>cuda</c> alone.</param>
public sealed record DeviceName(DeviceKind Kind, int Index)
{
    /// <summary>Reads a name, in any case.</summary>
    /// <exception cref="LibTorchException">It is none of the four.</exception>
    public static DeviceName Parse(string text) => text.Trim().ToLowerInvariant() switch
    {
        "auto" => new(DeviceKind.Auto, 0),
        "cpu" => new(DeviceKind.Cpu, 0),
        "cuda" => new(DeviceKind.Cuda, 0),
        ['c', 'u', 'd', 'a', ':', .. var index] when int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            => new(DeviceKind.Cuda, n),
        _ => throw new LibTorchException($"'{text}' is no device", "Devices are auto, cpu, cuda and cuda:N, such as cuda:1"),
    };

    /// <summary>As it was written.</summary>
    public override string ToString() => Kind == DeviceKind.Cuda ? $"cuda:{Index}" : Kind.ToString().ToLowerInvariant();
}

/// <summary>The kind of a device.</summary>
public enum DeviceKind
{
    /// <summary>The first GPU where there is one, else the CPU.</summary>
    Auto,

    /// <summary>The CPU.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU.</summary>
    Cuda,
}
