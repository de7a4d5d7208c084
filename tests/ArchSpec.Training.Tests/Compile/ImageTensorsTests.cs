using ArchSpec.Spec;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Compile;

/// <summary>What a network is given of a pixel, against numbers computed by hand.</summary>
public sealed class ImageTensorsTests
{
    // Red 51, green 102, blue 204: 0.2, 0.4, 0.8.
    private static readonly byte[] Pixel = [51, 102, 204];

    [Theory]
    [InlineData("[0, 1]", 0.2, 0.4, 0.8)]
    [InlineData("[0, 255]", 51, 102, 204)]
    [InlineData("[-1, 1]", -0.6, -0.2, 0.6)]
    [InlineData("[10, 20]", 12, 14, 18)]
    [InlineData("tf", -0.6, -0.2, 0.6)]
    [InlineData("caffe", 204 - 103.939, 102 - 116.779, 51 - 123.68)]
    [InlineData("torch", (0.2 - 0.485) / 0.229, (0.4 - 0.456) / 0.224, (0.8 - 0.406) / 0.225)]
    [InlineData("{ mean: 0.5, std: 0.25 }", -1.2, -0.4, 1.2)]
    [InlineData("{ mean: [0.1, 0.2, 0.3], std: 0.1 }", 1, 2, 5)]
    [InlineData("{ mean: 0.1, std: [0.1, 0.2, 0.5] }", 1, 1.5, 1.4)]
    public void A_pixel_is(string range, double first, double second, double third)
    {
        using var scope = NewDisposeScope();
        foreach (var type in new[] { ScalarType.Float32, ScalarType.Float64 })
        {
            var made = ImageTensors.Of(new ImageBatch(Pixel, [0], [0]), new ImageShape(1, 1, 3), PixelRange.Parse(range)!, CPU, type);

            Assert.Equal([1, 3, 1, 1], made.shape);
            Assert.Equal(type, made.dtype);
            var values = made.to(ScalarType.Float64).data<double>().ToArray();
            Assert.All(values.Zip([first, second, third]), pair => Assert.Equal(pair.Second, pair.First, 1e-5 * Math.Max(1, Math.Abs(pair.Second))));
        }
    }

    [Theory]
    [InlineData("[0, 1]")]
    [InlineData("[0, 255]")]
    [InlineData("caffe")]
    [InlineData("torch")]
    public void Channels_are_last_in_memory_and_every_pixel_is_where_it_was(string range)
    {
        using var scope = NewDisposeScope();
        var (shape, said) = (new ImageShape(3, 2, 3), PixelRange.Parse(range)!);
        byte[] pixels = [.. Enumerable.Range(0, 2 * shape.Bytes).Select(value => (byte)(value * 7))];

        var made = ImageTensors.Of(new ImageBatch(pixels, [0, 1], [0, 1]), shape, said, CPU);

        Assert.Equal([18, 1, 6, 3], made.stride());
        for (var place = 0; place < pixels.Length; place++)
        {
            var (image, pixel, channel) = (place / 18, place % 18 / 3, place % 3);
            var at = said.IsBlueFirst ? 2 - channel : channel;
            Assert.Equal(said.Of(at, pixels[place]), made[image, at, pixel / 2, pixel % 2].item<float>(), 1e-4);
        }
    }

    [Fact]
    public void Nothing_is_done_to_bytes_that_are_taken_as_they_are()
    {
        using var scope = NewDisposeScope();
        byte[] pixels = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

        var made = ImageTensors.Of(new ImageBatch(pixels, [0], [0]), new ImageShape(16, 16, 1), PixelRange.Bytes, CPU);

        Assert.Equal(Enumerable.Range(0, 256).Select(value => (float)value), made.contiguous().data<float>());
        Assert.Equal(Enumerable.Range(0, 256).Select(value => (byte)value), pixels);
    }
}
