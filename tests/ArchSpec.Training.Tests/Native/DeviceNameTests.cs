using ArchSpec.Training.Native;

namespace ArchSpec.Training.Tests.Native;

public sealed class DeviceNameTests
{
    [Theory]
    [InlineData("auto", DeviceKind.Auto, 0)]
    [InlineData("CPU", DeviceKind.Cpu, 0)]
    [InlineData("cuda", DeviceKind.Cuda, 0)]
    [InlineData(" cuda:3 ", DeviceKind.Cuda, 3)]
    public void Reads_a_name(string text, DeviceKind kind, int index) =>
        Assert.Equal(new DeviceName(kind, index), DeviceName.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("gpu")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("cuda:x")]
    [InlineData("cpu:0")]
    public void Refuses_another_and_lists_those_there_are(string text)
    {
        var error = Assert.Throws<LibTorchException>(() => DeviceName.Parse(text));

        Assert.Equal($"'{text}' is no device. Devices are auto, cpu, cuda and cuda:N, such as cuda:1.", error.Message);
    }

    [Theory]
    [InlineData("auto", "auto")]
    [InlineData("cuda", "cuda:0")]
    public void Is_written_as_TorchSharp_reads_it(string text, string written) =>
        Assert.Equal(written, DeviceName.Parse(text).ToString());
}
