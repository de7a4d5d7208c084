using System.Runtime.InteropServices;

namespace ArchSpec.Training.Native;

/// <summary>
/// The sizes of caches in the memory of the oneDNN that is inside of a libtorch, which has no function for them. Only for builds of libtorch
/// whose places are known, by their build ID.
/// </summary>
internal sealed unsafe class OneDnnCaches
{
    // An object of the class Xbyak::util::Cpu of oneDNN 3.7: arrays of 10 numbers of 32 bits, and how many of them count.
    private const int Sizes = 0x1c;
    private const int Sharing = 0x44;
    private const int Levels = 0x6c;

    private static readonly Dictionary<string, Places> Known = new()
    {
        // libtorch-cpu-linux-x64 2.10.0 of nuget.org
        ["e59a73f8ca02c19463bd923dc568ce765b2a1106"] = new(0x1c784f0, 0xf89b1a0, 0x1585b180),
    };

    private readonly byte* _object;

    private OneDnnCaches(byte* processor) => _object = processor;

    /// <summary>A core's share of the three levels; null where oneDNN has another number of them.</summary>
    public CacheSizes? Read() => Number(Levels, 0) == 3 ? new CacheSizes(Share(0), Share(1), Share(2)) : null;

    /// <summary>Puts others in their place. Only before the first convolution: the code that is made for one is kept.</summary>
    public void Write(CacheSizes sizes)
    {
        uint[] levels = [sizes.L1, sizes.L2, sizes.L3];
        for (var level = 0; level < levels.Length; level++)
        {
            (Number(Sizes, level), Number(Sharing, level)) = (levels[level], 1);
        }

        Number(Levels, 0) = (uint)levels.Length;
    }

    /// <summary>Finds them.</summary>
    /// <param name="file">libtorch's core library.</param>
    /// <param name="library">The same, loaded.</param>
    /// <returns>Null where this build is not known.</returns>
    public static OneDnnCaches? Find(string file, nint library)
    {
        if (ElfBuildId.Read(file) is not { } build || !Known.TryGetValue(build, out var places))
        {
            return null;
        }

        var start = (byte*)NativeLibrary.GetExport(library, Places.Exported) - places.Export;

        // The function makes the object when it is first called.
        _ = ((delegate* unmanaged[Cdecl]<byte*>)(start + places.Function))();
        return new OneDnnCaches(start + places.Object);
    }

    private uint Share(int level) => Number(Sizes, level) / Math.Max(1, Number(Sharing, level));

    private ref uint Number(int array, int index) => ref *(uint*)(_object + array + (index * sizeof(uint)));

    /// <summary>Addresses in the library.</summary>
    /// <param name="Export">Of the function <see cref="Exported"/>, from which the others are found.</param>
    /// <param name="Function">Of <c>dnnl::impl::cpu::x64::cpu()</c>.</param>
    /// <param name="Object">Of the object that it gives.</param>
    private sealed record Places(long Export, long Function, long Object)
    {
        public const string Exported = "_ZN2at13globalContextEv";
    }
}
