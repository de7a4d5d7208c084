using ArchSpec.Training.Native;
using TorchSharp;

namespace ArchSpec.Training.Tests.Native;

public sealed class LibTorchTests
{
    [Fact]
    public void Loads_the_one_of_this_build_with_the_version_that_TorchSharp_wants()
    {
        var choice = LibTorch.Load();

        Assert.Equal(choice, LibTorch.Loaded);
        Assert.StartsWith(LibTorchFiles.Version + ".", LibTorch.Version, StringComparison.Ordinal);
        Assert.StartsWith(LibTorchFiles.Version + ".", torch.__version__, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void TorchSharp_gets_that_one()
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        var choice = LibTorch.Load();

        Assert.Equal(2f, torch.ones(2).sum().item<float>());

        var mapped = File.ReadLines("/proc/self/maps").Where(line => line.EndsWith('/' + LibTorchFiles.Core)).ToArray();
        Assert.NotEmpty(mapped);
        Assert.All(mapped, line => Assert.Contains(choice.Directory, line, StringComparison.Ordinal));
    }

    [Fact]
    public void A_second_one_in_the_same_process_is_refused()
    {
        var first = LibTorch.Load();

        var error = Assert.Throws<LibTorchException>(() => LibTorch.Load(new LibTorchChoice("/elsewhere", LibTorchSource.Option, "test")));

        Assert.Contains($"libtorch of '{first.Directory}' is loaded", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void On_a_libtorch_for_the_CPU_auto_is_the_CPU_and_cuda_says_what_to_do()
    {
        LibTorch.Load();
        Skip.If(Devices.CudaCount > 0, "there is a GPU here");

        Assert.Equal(DeviceType.CPU, Devices.Select(DeviceName.Parse("auto")).type);
        var error = Assert.Throws<LibTorchException>(() => Devices.Select(DeviceName.Parse("cuda")));
        Assert.Contains("ARCHSPEC_LIBTORCH", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void The_allocator_keeps_memory_on_glibc()
    {
        Skip.IfNot(File.Exists("/lib/x86_64-linux-gnu/libc.so.6") || File.Exists("/lib64/libc.so.6"), "no glibc");

        Assert.True(Allocator.Tune().Tuned, Allocator.State.Message);
    }
}
