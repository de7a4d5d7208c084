using ArchSpec.Training.Native;

namespace ArchSpec.Convolutions;

/// <summary>An AMD processor that hides its caches, on any x86-64 machine: as a real one in a virtual machine answered.</summary>
internal static class HiddenCaches
{
    private static readonly Dictionary<uint, CpuIdAnswer> Answers = new()
    {
        [0] = new(0, 0, 0xd, 0x68747541, 0x444d4163, 0x69746e65),
        [0x80000005] = new(0x80000005, 0, 0xff60ff40, 0xff60ff40, 0x300c0140, 0x20080140),
        [0x80000006] = new(0x80000006, 0, 0x40802040, 0x60804040, 0x04006140, 0x0fe09140),
    };

    /// <summary>Does what the options before the others say.</summary>
    /// <returns>The other arguments.</returns>
    public static string[] Apply(string[] arguments)
    {
        if (arguments is not [("--hidden" or "--mended" or "--unknown") and var option, .. var rest])
        {
            return arguments;
        }

        var caches = Caches() ?? throw new InvalidOperationException("this libtorch is none of those whose places are known");
        caches.Write(new CacheSizes(1, 1, 1));
        if (option != "--hidden")
        {
            var state = OneDnn.Prepare(null, new Processor(Answer, 2), () => option == "--mended" ? caches : null);
            Console.WriteLine($"{state.Measure}: {state.Message}");
        }

        return rest;
    }

    private static OneDnnCaches? Caches()
    {
        var file = Path.Combine(LibTorch.Loaded!.Directory, LibTorchFiles.Core);
        return OneDnnCaches.Find(file, System.Runtime.InteropServices.NativeLibrary.Load(file));
    }

    private static CpuIdAnswer Answer(uint leaf, uint subleaf) =>
        Answers.TryGetValue(leaf, out var answer) && subleaf == 0 ? answer : new CpuIdAnswer(leaf, subleaf, 0, 0, 0, 0);
}
