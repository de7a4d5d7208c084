using System.Runtime.InteropServices;
using ArchSpec.Training.Loop;

namespace ArchSpec.Training.Tests.Loop;

public sealed class DeviceMemoryTests
{
    [Theory]
    [InlineData("[enforce fail at alloc_cpu.cpp:127] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes. Error code 12", true)]
    [InlineData("CUDA out of memory. Tried to allocate 2.00 GiB", true)]
    [InlineData("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling cublasCreate", true)]
    [InlineData("The size of tensor a (3) must match the size of tensor b (4)", false)]
    public void A_lack_of_memory_is_told_by_its_message(string message, bool expected) =>
        Assert.Equal(expected, DeviceMemory.IsShort(new ExternalException(message)));

    [Fact]
    public void The_runtimes_own_is_one_and_another_error_of_the_same_words_is_none()
    {
        Assert.True(DeviceMemory.IsShort(new OutOfMemoryException()));
        Assert.False(DeviceMemory.IsShort(new IOException("out of memory")));
    }

    [Theory]
    [InlineData(32, "out of memory on cuda:0 at batch size 32: try --batch-size 16, with --accumulate 2 where the results are to be the same as before")]
    [InlineData(1, "out of memory on cuda:0 at batch size 1: a smaller input or a smaller model is needed")]
    public void The_hint_is_on_the_batch_size(int batchSize, string expected) =>
        Assert.Equal(expected, DeviceMemory.Explain(new OutOfMemoryException(), "cuda:0", batchSize).Message);
}
