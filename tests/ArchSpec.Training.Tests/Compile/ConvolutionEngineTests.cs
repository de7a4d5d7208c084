using ArchSpec.Training.Compile;
using ArchSpec.Training.Native;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Compile;

/// <summary>What is switched is switched for the process: bits that other tests compare could change.</summary>
[Collection(Alone.Name)]
public sealed class ConvolutionEngineTests
{
    [Theory]
    [InlineData(OneDnnMeasure.None)]
    [InlineData(OneDnnMeasure.AsGiven)]
    [InlineData(OneDnnMeasure.CachesWritten)]
    public void There_is_nothing_to_choose_where_oneDNN_is_not_limited(OneDnnMeasure measure)
    {
        using var network = Network(256);

        Assert.Null(ConvolutionEngine.For(network.Graph, measure));
    }

    [Theory]
    [InlineData(16, true)]
    [InlineData(256, false)]
    public void Where_it_is_limited_many_channels_go_without_it(int channels, bool oneDnn)
    {
        using var network = Network(channels);

        Assert.Equal(channels, ConvolutionEngine.MeanChannels(network.Graph));
        Assert.Equal(oneDnn, ConvolutionEngine.For(network.Graph, OneDnnMeasure.Limited)!.UsesOneDnn);
    }

    [SkippableFact]
    public void Outputs_are_the_same_without_it()
    {
        Skip.If(OperatingSystem.IsWindows(), "libtorch's functions have other names there");
        using var scope = NewDisposeScope();
        using var network = Network(256);
        var images = rand(2, 256, 6, 6);
        var expected = network.call(images).clone();

        try
        {
            ConvolutionEngine.For(network.Graph, OneDnnMeasure.Limited)!.Select();
            Assert.False(OneDnnSwitch.IsOn);
            Assert.InRange(TestNetwork.Distance(expected, network.call(images)), 0, 1e-5);
        }
        finally
        {
            OneDnnSwitch.Use(on: true);
        }

        Assert.True(OneDnnSwitch.IsOn);
    }

    private static CompiledNetwork Network(int channels) =>
        TestNetwork.Compile($"archspec: 1\ninput: [6, 6, {channels}]\nlayers:\n  - Conv2D: {{ filters: 8, kernel_size: 3 }}\n");
}
