using System.Runtime.InteropServices;
using TorchSharp;

namespace ArchSpec.Training.Native;

/// <summary>
/// libtorch's autocast, which TorchSharp 0.107 does not have: within it matrix products and convolutions compute in bfloat16, while weights,
/// losses and sums stay float32. Its functions are libtorch's own C++ ones, found by their names when it is asked for; where one is
/// missing, as in another libtorch or on Windows, there is no autocast.
/// </summary>
/// <remarks>It holds for the thread that enters it, and for the gradients that this thread computes of what was computed within it.</remarks>
public sealed class Autocast : IDisposable
{
    private const byte BFloat16 = (byte)torch.ScalarType.BFloat16;

    private static Functions? s_functions;

    private readonly sbyte _device;

    private Autocast(DeviceType device) => _device = (sbyte)device;

    /// <summary>Why autocast cannot be used, or null where it can. Call <see cref="LibTorch.Load(string?)"/> first.</summary>
    public static string? Missing => Find(out _);

    /// <summary>Begins autocast on this thread; it ends when the result is disposed.</summary>
    /// <param name="device">Where operations are cast.</param>
    /// <exception cref="LibTorchException">This libtorch lacks a function that is needed.</exception>
    public static Autocast Enter(DeviceType device)
    {
        if (Find(out var functions) is { } missing)
        {
            throw new LibTorchException($"There is no bf16 autocast: {missing}", "Use --precision float32");
        }

        s_functions = functions;
        var scope = new Autocast(device);
        functions!.SetDtype(scope._device, BFloat16);
        functions.SetEnabled(scope._device, 1);
        _ = functions.Increment();
        return scope;
    }

    /// <summary>Ends it, and forgets the weights that were cast: they are about to change.</summary>
    public void Dispose()
    {
        if (s_functions!.Decrement() == 0)
        {
            s_functions.ClearCache();
        }

        s_functions.SetEnabled(_device, 0);
    }

    private static string? Find(out Functions? functions)
    {
        functions = s_functions;
        if (functions is not null)
        {
            return null;
        }

        if (LibTorch.Loaded is not { } loaded)
        {
            return "libtorch is not loaded";
        }

        var library = NativeLibrary.Load(Path.Combine(loaded.Directory, LibTorchFiles.Core));
        var missing = Functions.Names.FirstOrDefault(name => !NativeLibrary.TryGetExport(library, name, out _));
        functions = missing is null ? new Functions(library) : null;
        return missing is null ? null : $"libtorch {LibTorch.Version} does not export {missing}";
    }

    // at::autocast of ATen/autocast_mode.h, as GCC and Clang mangle it; c10::DeviceType and c10::ScalarType are of 8 bits.
    private sealed class Functions(nint library)
    {
        public static readonly string[] Names =
        [
            "_ZN2at8autocast20set_autocast_enabledEN3c1010DeviceTypeEb",
            "_ZN2at8autocast18set_autocast_dtypeEN3c1010DeviceTypeENS1_10ScalarTypeE",
            "_ZN2at8autocast17increment_nestingEv",
            "_ZN2at8autocast17decrement_nestingEv",
            "_ZN2at8autocast11clear_cacheEv",
        ];

        public SetByte SetEnabled { get; } = Get<SetByte>(library, 0);

        public SetByte SetDtype { get; } = Get<SetByte>(library, 1);

        public Count Increment { get; } = Get<Count>(library, 2);

        public Count Decrement { get; } = Get<Count>(library, 3);

        public Act ClearCache { get; } = Get<Act>(library, 4);

        private static T Get<T>(nint library, int index)
            where T : Delegate => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(library, Names[index]));
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void SetByte(sbyte device, byte value);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Count();

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void Act();
}
