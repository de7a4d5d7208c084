using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace ArchSpec.Training.Native;

/// <summary>
/// Tells oneDNN, which computes libtorch's convolutions on the CPU, which instructions it may use. Two kinds of processors need it with
/// oneDNN 3.7, which is in libtorch 2.10. Those that do not say which caches they have (some virtual machines and sandboxes hide it): the
/// kernels for AVX and above compute convolutions of certain numbers of channels wrongly and write beyond their memory ("double free or
/// corruption"); with AVX2 84 of 744 shapes, with SSE 4.1 none. And AMD's with AVX-512, caches or not: kernels for AVX-512 ended a test
/// run in 4 of 4 attempts on a Zen 4, those for AVX2 in none of 3. <c>ONEDNN_MAX_CPU_ISA</c>, where a person sets it, is left alone.
/// </summary>
public static class OneDnn
{
    private const string Variable = "ONEDNN_MAX_CPU_ISA";
    private const string WithoutCaches = "SSE41";
    private const string WithoutAvx512 = "AVX2";

    /// <summary>What became of it, in words for a person; "not set" before libtorch is loaded.</summary>
    public static string State { get; private set; } = "not set";

    /// <summary>Whether convolutions may use SSE 4.1 at most.</summary>
    public static bool IsLimited => Environment.GetEnvironmentVariable(Variable) is WithoutCaches;

    /// <summary>Whether oneDNN may use what bf16 needs.</summary>
    internal static bool AllowsBf16 => Environment.GetEnvironmentVariable(Variable) is not (WithoutCaches or WithoutAvx512);

    /// <summary>Sets the limit where it is needed, before libtorch is loaded: oneDNN reads it once.</summary>
    internal static void Restrict()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            State = $"as {Variable} says: {given}";
        }
        else if (Avx.IsSupported && !SaysItsCaches())
        {
            Limit(WithoutCaches, "this processor hides its caches, and oneDNN's faster kernels are wrong without them");
        }
        else if (Avx512F.IsSupported && IsAmd())
        {
            Limit(WithoutAvx512, "on AMD's processors oneDNN's kernels for AVX-512 write beyond their memory");
        }
        else
        {
            State = "all instructions of the processor";
        }
    }

    private static void Limit(string instructions, string reason)
    {
        Set(instructions);
        State = $"{instructions} at most: {reason}; {Variable} decides otherwise";
    }

    // "AuthenticAMD": its first four letters are in EBX.
    private static bool IsAmd() => X86Base.CpuId(0, 0).Ebx == 0x68747541;

    // The first cache's type, which is 0 where there is none: leaf 4 on Intel's processors, 8000001D on AMD's.
    private static bool SaysItsCaches() => CacheType(4) != 0 || CacheType(unchecked((int)0x8000001D)) != 0;

    private static int CacheType(int leaf) => X86Base.CpuId(leaf, 0).Eax & 0x1f;

    // .NET's own copy of the environment is not what native code reads on Unix.
    private static void Set(string instructions)
    {
        Environment.SetEnvironmentVariable(Variable, instructions);
        if (OperatingSystem.IsLinux())
        {
            _ = SetEnv(Variable, instructions, 1);
        }
    }

    [DllImport("libc", EntryPoint = "setenv")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetEnv([MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, int overwrite);
}
