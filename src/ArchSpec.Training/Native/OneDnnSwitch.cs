using System.Runtime.InteropServices;

namespace ArchSpec.Training.Native;

/// <summary>
/// Whether libtorch takes oneDNN at all, which it calls mkldnn; without it convolutions are products of matrices. TorchSharp 0.107 lacks the
/// functions, so they are libtorch's own C++ ones, found by their names; where they are missing, as on Windows, nothing is switched.
/// </summary>
internal static unsafe class OneDnnSwitch
{
    private static readonly Lazy<Functions> Found = new(Find);

    /// <summary>Whether it does, as far as is known. Call <see cref="LibTorch.Load(string?)"/> first.</summary>
    public static bool IsOn => !Found.Value.Exist || Found.Value.Get(Found.Value.Context()) != 0;

    /// <summary>Switches it for the whole process.</summary>
    public static void Use(bool on)
    {
        if (IsOn != on && Found.Value.Exist)
        {
            Found.Value.Set(Found.Value.Context(), on ? (byte)1 : (byte)0);
        }
    }

    // at::globalContext(), and userEnabledMkldnn and setUserEnabledMkldnn of at::Context (ATen/Context.h), as GCC and Clang mangle them.
    private static Functions Find()
    {
        var library = NativeLibrary.Load(Path.Combine(LibTorch.Loaded!.Directory, LibTorchFiles.Core));
        nint Export(string name) => NativeLibrary.TryGetExport(library, name, out var address) ? address : 0;
        return new Functions(
            (delegate* unmanaged[Cdecl]<void*>)Export("_ZN2at13globalContextEv"),
            (delegate* unmanaged[Cdecl]<void*, byte>)Export("_ZNK2at7Context17userEnabledMkldnnEv"),
            (delegate* unmanaged[Cdecl]<void*, byte, void>)Export("_ZN2at7Context20setUserEnabledMkldnnEb"));
    }

    private sealed class Functions(
        delegate* unmanaged[Cdecl]<void*> context, delegate* unmanaged[Cdecl]<void*, byte> get, delegate* unmanaged[Cdecl]<void*, byte, void> set)
    {
        public bool Exist => Context is not null && Get is not null && Set is not null;

        public delegate* unmanaged[Cdecl]<void*> Context { get; } = context;

        public delegate* unmanaged[Cdecl]<void*, byte> Get { get; } = get;

        public delegate* unmanaged[Cdecl]<void*, byte, void> Set { get; } = set;
    }
}
