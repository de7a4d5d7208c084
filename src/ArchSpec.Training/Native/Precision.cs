using System.Runtime.Intrinsics.X86;
using TorchSharp;

namespace ArchSpec.Training.Native;

/// <summary>In which numbers a network computes. Weights, gradients, losses and what the optimizer keeps are float32 either way.</summary>
public enum Precision
{
    /// <summary>Single precision.</summary>
    Float32,

    /// <summary>Products in bfloat16 (8 bits of fraction, the range of float32), sums in float32; see <see cref="Autocast"/>.</summary>
    Bf16,
}

/// <summary>Enters a precision.</summary>
public static class Precisions
{
    // CPUID leaf 7: AVX512_BF16 is bit 5 of EAX in subleaf 1, AMX_BF16 bit 22 of EDX in subleaf 0.
    private const int Avx512Bf16 = 1 << 5;
    private const int AmxBf16 = 1 << 22;

    /// <summary>Refuses a precision that a device has not, or that would make it slower.</summary>
    /// <exception cref="LibTorchException">What is missing, and what to do instead.</exception>
    public static void Check(Precision precision, torch.Device device)
    {
        if (precision == Precision.Float32)
        {
            return;
        }

        var why = Autocast.Missing
            ?? (device.type != DeviceType.CPU ? null
            : !HasBf16() ? "this processor has neither AMX nor AVX512_BF16, without which bf16 takes 15 times as long"
            : !OneDnn.AllowsBf16 ? $"oneDNN may not use the processor's bf16 here ({OneDnn.State.Message})"
            : null);
        if (why is not null)
        {
            throw new LibTorchException($"There is no --precision bf16 on {device}: {why}", "Use --precision float32");
        }
    }

    /// <summary>Begins a precision on this thread, for the forward computation of a batch and its loss; null where there is nothing to begin.</summary>
    public static IDisposable? Enter(Precision precision, torch.Device device) => precision == Precision.Bf16 ? Autocast.Enter(device.type) : null;

    private static bool HasBf16() => X86Base.IsSupported && X86Base.CpuId(0, 0).Eax >= 7
        && ((X86Base.CpuId(7, 1).Eax & Avx512Bf16) != 0 || (X86Base.CpuId(7, 0).Edx & AmxBf16) != 0);
}
