using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using ArchSpec.Training.Native;

namespace ArchSpec.Training.Tests.Native;

public sealed class OneDnnTests
{
    [Fact]
    public void Native_code_sees_the_limit_where_the_processor_hides_its_caches()
    {
        LibTorch.Load();

        var hides = X86Base.IsSupported && Avx.IsSupported && Enumerable.Range(0, 2).All(leaf => (X86Base.CpuId(leaf == 0 ? 4 : unchecked((int)0x8000001D), 0).Eax & 0x1f) == 0);
        if (OneDnn.State.StartsWith("as ", StringComparison.Ordinal) || !OperatingSystem.IsLinux())
        {
            return; // somebody has set it for this run
        }

        Assert.Equal(hides ? "SSE41" : null, Marshal.PtrToStringUTF8(GetEnv("ONEDNN_MAX_CPU_ISA")));
        Assert.StartsWith(hides ? "SSE41 at most" : "all instructions", OneDnn.State, StringComparison.Ordinal);
    }

    [DllImport("libc", EntryPoint = "getenv")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint GetEnv([MarshalAs(UnmanagedType.LPUTF8Str)] string name);
}
