using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using ArchSpec.Training.Native;

namespace ArchSpec.Training.Tests.Native;

public sealed class OneDnnTests
{
    [Fact]
    public void Native_code_sees_the_limit_where_the_processor_needs_one()
    {
        LibTorch.Load();
        if (OneDnn.State.StartsWith("as ", StringComparison.Ordinal) || !OperatingSystem.IsLinux())
        {
            return; // somebody has set it for this run
        }

        var limit = HidesCaches() ? "SSE41" : IsAmd() && Avx512F.IsSupported ? "AVX2" : null;

        Assert.Equal(limit, Marshal.PtrToStringUTF8(GetEnv("ONEDNN_MAX_CPU_ISA")));
        Assert.StartsWith(limit is null ? "all instructions" : $"{limit} at most", OneDnn.State, StringComparison.Ordinal);
    }

    private static bool HidesCaches() => X86Base.IsSupported && Avx.IsSupported
        && Enumerable.Range(0, 2).All(leaf => (X86Base.CpuId(leaf == 0 ? 4 : unchecked((int)0x8000001D), 0).Eax & 0x1f) == 0);

    private static bool IsAmd() => X86Base.IsSupported && File.ReadLines("/proc/cpuinfo").Any(line => line.Contains("AuthenticAMD", StringComparison.Ordinal));

    [DllImport("libc", EntryPoint = "getenv")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint GetEnv([MarshalAs(UnmanagedType.LPUTF8Str)] string name);
}
