using ArchSpec.Training.Native;

namespace ArchSpec.Training.Tests.Native;

public sealed class ProcessorTests
{
    [Fact]
    public void Who_made_this_one_is_what_the_system_says()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && Processor.Own is not null);

        var system = File.ReadLines("/proc/cpuinfo").First(line => line.StartsWith("vendor_id", StringComparison.Ordinal));

        Assert.Equal(system.EndsWith("AuthenticAMD", StringComparison.Ordinal), Processor.Own!.IsAmd);
    }

    [Theory]
    [InlineData(0x00000000, 0x00000000, 0x00000000, 2, 1)] // hidden: oneDNN takes 0 for 1 less than 1
    [InlineData(0x00004121, 0x01c0003f, 0x0000003f, 2, 16 * 1024)] // 32 KB, which both of two share
    [InlineData(0x00000121, 0x02c0003f, 0x0000003f, 8, 48 * 1024)] // 48 KB of a Zen 5
    [InlineData(0x003fc121, 0x01c0003f, 0x0000003f, 2, 16 * 1024)] // 32 KB, shared by more than there are
    [InlineData(0x00000000, 0x01c0003f, 0x00000000, 2, 512)]
    public void The_first_cache_of_an_AMD_is_computed_as_oneDNN_does(uint eax, uint ebx, uint ecx, int processors, uint bytes)
    {
        var processor = new Processor(FakeProcessor.Answering(new CpuIdAnswer(0x8000001D, 0, eax, ebx, ecx, 0)), processors);

        Assert.Equal(bytes, processor.L1ForOneDnn());
    }

    [Fact]
    public void The_older_leaves_of_an_AMD_say_its_caches()
    {
        // As a Zen 5 in a virtual machine answered that hides the newer leaf.
        var processor = new Processor(FakeProcessor.Answering(
            new CpuIdAnswer(0x80000005, 0, 0xff60ff40, 0xff60ff40, 0x300c0140, 0x20080140),
            new CpuIdAnswer(0x80000006, 0, 0x40802040, 0x60804040, 0x04006140, 0x0fe09140)), 2);

        Assert.Equal(new CacheSizes(48 * 1024, 1024 * 1024, 2048 * 1024), processor.AmdCacheSizes());
        Assert.Equal([0x80000005u, 0x80000006u], processor.Answers.Select(answer => answer.Leaf));
    }

    [Fact]
    public void Where_those_are_empty_too_the_sizes_are_oneDNNs_guesses()
    {
        Assert.Equal(new CacheSizes(32 * 1024, 512 * 1024, 2048 * 1024), new Processor(FakeProcessor.Answering(), 2).AmdCacheSizes());
    }
}
