using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using ArchSpec.Training.Native;

namespace ArchSpec.Training.Tests.Native;

public sealed class OneDnnCachesTests
{


    [SkippableFact]
    public void The_libtorch_that_is_built_with_is_known_and_its_sizes_are_those_of_the_system()
    {
        const string System = "/sys/devices/system/cpu/cpu0/cache/index0/size";
        Skip.IfNot(OperatingSystem.IsLinux() && X86Base.IsSupported && File.Exists(System), "the system does not say its caches");
        LibTorch.Load();
        Skip.IfNot(LibTorch.Loaded!.Source is LibTorchSource.DeveloperBuild, "another libtorch is in use");

        var caches = OneDnnCaches.Find(Core, NativeLibrary.Load(Core));

        Assert.Equal($"{caches!.Read()!.L1 / 1024}K", File.ReadAllText(System).Trim());
    }

    [Fact]
    public void A_library_that_is_not_known_has_none()
    {
        LibTorch.Load();

        Assert.Null(OneDnnCaches.Find(typeof(OneDnnCachesTests).Assembly.Location, NativeLibrary.Load(Core)));
    }

    private static string Core => Path.Combine(LibTorch.Loaded!.Directory, LibTorchFiles.Core);
}
