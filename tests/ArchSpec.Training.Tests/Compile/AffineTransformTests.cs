using ArchSpec.Plugins.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Compile;

/// <summary>What moves pixels, with given motions, against pictures made by hand.</summary>
public sealed class AffineTransformTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData("reflect", 1, new float[] { 1, 1, 2, 3 })]
    [InlineData("reflect", 2, new float[] { 2, 1, 1, 2 })]
    [InlineData("reflect", -5, new float[] { 3, 2, 1, 1 })]
    [InlineData("wrap", 1, new float[] { 4, 1, 2, 3 })]
    [InlineData("wrap", -5, new float[] { 2, 3, 4, 1 })]
    [InlineData("wrap", 0.5, new float[] { 2.5f, 1.5f, 2.5f, 3.5f })]
    [InlineData("constant", 1, new float[] { 9, 1, 2, 3 })]
    [InlineData("constant", -2, new float[] { 3, 4, 9, 9 })]
    [InlineData("constant", 0.5, new float[] { 5, 1.5f, 2.5f, 3.5f })]
    [InlineData("constant", 7, new float[] { 9, 9, 9, 9 })]
    [InlineData("nearest", 2, new float[] { 1, 1, 1, 2 })]
    [InlineData("nearest", -3, new float[] { 4, 4, 4, 4 })]
    public void A_shift_fills_what_becomes_free(string fillMode, double pixels, float[] expected)
    {
        foreach (var interpolation in pixels % 1 == 0 ? new[] { "bilinear", "nearest" } : ["bilinear"])
        {
            var transform = new AffineTransform(fillMode, interpolation, 9);
            var (still, moved) = (zeros(1), ones(1) * pixels);

            var across = transform.Apply(arange(1, 5).to(float32).reshape(1, 1, 1, 4), PixelMotion.Translation(still, moved));
            var down = transform.Apply(arange(1, 5).to(float32).reshape(1, 1, 4, 1), PixelMotion.Translation(moved, still));

            Assert.Equal(expected, across.data<float>());
            Assert.Equal(expected, down.data<float>());
        }
    }

    [Theory]
    [InlineData(0, new float[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 })]
    [InlineData(0.25, new float[] { 3, 6, 9, 2, 5, 8, 1, 4, 7 })] // counter-clockwise
    [InlineData(-0.25, new float[] { 7, 4, 1, 8, 5, 2, 9, 6, 3 })]
    [InlineData(0.5, new float[] { 9, 8, 7, 6, 5, 4, 3, 2, 1 })]
    public void A_quarter_turn_is_exact(double turns, float[] expected)
    {
        foreach (var interpolation in new[] { "bilinear", "nearest" })
        {
            var moved = new AffineTransform("reflect", interpolation, 0)
                .Apply(arange(1, 10).to(float32).reshape(1, 1, 3, 3), PixelMotion.Rotation(ones(1) * turns, 3, 3));

            Assert.True(moved.flatten().allclose(tensor(expected), 0, 1e-5), moved.str());
        }
    }

    [Fact]
    public void Half_a_turn_of_an_image_that_is_not_square_mirrors_both_ways()
    {
        var x = rand(1, 2, 4, 7);

        var moved = new AffineTransform("constant", "bilinear", 5).Apply(x, PixelMotion.Rotation(ones(1) * 0.5, 4, 7));

        Assert.True(moved.allclose(x.flip(2, 3), 1e-4, 1e-4));
    }

    [Theory]
    [InlineData(0.5, new float[] { 1.75f, 2.25f, 2.75f, 3.25f })] // half of it is seen
    [InlineData(2, new float[] { 0, 1.5f, 3.5f, 0 })] // twice as much is seen
    [InlineData(0, new float[] { 2.5f, 2.5f, 2.5f, 2.5f })]
    public void A_zoom_keeps_the_middle(double zoom, float[] expected)
    {
        var (factor, one) = (ones(1) * zoom, ones(1));
        var transform = new AffineTransform("constant", "bilinear", 0);

        var across = transform.Apply(arange(1, 5).to(float32).reshape(1, 1, 1, 4), PixelMotion.Zoom(one, factor, 1, 4));
        var down = transform.Apply(arange(1, 5).to(float32).reshape(1, 1, 4, 1), PixelMotion.Zoom(factor, one, 4, 1));

        Assert.Equal(expected, across.data<float>());
        Assert.Equal(expected, down.data<float>());
    }

    [Fact]
    public void Each_image_has_a_motion_of_its_own_and_all_channels_move_alike()
    {
        var x = rand(3, 2, 5, 6);

        var moved = new AffineTransform("wrap", "nearest", 0).Apply(x, PixelMotion.Translation(tensor([0f, 1f, -2f]), tensor([3f, 0f, 1f])));

        Assert.True(moved[0].equal(x[0].roll([0, 3], [1, 2])).all().item<bool>());
        Assert.True(moved[1].equal(x[1].roll([1, 0], [1, 2])).all().item<bool>());
        Assert.True(moved[2].equal(x[2].roll([-2, 1], [1, 2])).all().item<bool>());
    }

    [Fact]
    public void The_gradient_goes_to_the_pixels_that_were_taken()
    {
        var x = rand([1, 1, 1, 4], requires_grad: true);

        new AffineTransform("nearest", "bilinear", 0).Apply(x, PixelMotion.Translation(zeros(1), ones(1) * 1.5)).sum().backward();

        // At -1.5, -0.5, 0.5 and 1.5.
        Assert.Equal([2.5f, 1, 0.5f, 0], x.grad!.data<float>());
    }
}
