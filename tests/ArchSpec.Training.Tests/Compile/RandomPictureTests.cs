using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Compile;

/// <summary>What Keras's random picture layers draw: an image's own coordinates show where its pixels came from.</summary>
public sealed class RandomPictureTests : IDisposable
{
    private const int Images = 400;
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData("horizontal", new long[] { 3 })]
    [InlineData("vertical", new long[] { 2 })]
    [InlineData("horizontal_and_vertical", new long[] { 2, 3 })]
    public void A_flip_mirrors_half_of_the_images(string mode, long[] axes)
    {
        var x = rand(Images, 2, 3, 4);
        var y = Train($"RandomFlip: {{ mode: {mode}, seed: 5 }}", "[3, 4, 2]", x);

        var same = y.eq(x).all(1).all(1).all(1);
        var mirrored = y.eq(x.flip(axes)).all(1).all(1).all(1);
        Assert.True(same.logical_xor(mirrored).all().item<bool>());
        Assert.InRange(mirrored.sum().item<long>(), Images * 0.42, Images * 0.58);
    }

    [Fact]
    public void A_rotation_is_drawn_from_its_range()
    {
        var y = Train("RandomRotation: { factor: [0.05, 0.2], seed: 5 }", "[9, 9, 2]", Coordinates());

        // One to the right of the middle.
        var turns = atan2(y[.., 1, 4, 5] - 4, y[.., 0, 4, 5] - 4) / (2 * Math.PI);
        AssertSpread(turns, 0.05, 0.2);
    }

    [Fact]
    public void A_number_is_a_range_around_0() => AssertSpread(
        atan2(
            Train("RandomRotation: { factor: -0.2, seed: 5 }", "[9, 9, 2]", Coordinates())[.., 1, 4, 5] - 4,
            Train("RandomRotation: { factor: -0.2, seed: 5 }", "[9, 9, 2]", Coordinates())[.., 0, 4, 5] - 4) / (2 * Math.PI),
        -0.2,
        0.2);

    [Fact]
    public void A_shear_takes_a_pixel_from_further_right_the_lower_it_is_or_further_left()
    {
        var y = Train("RandomShear: { x_factor: [0.1, 0.2], fill_mode: nearest, seed: 5 }", "[9, 9, 2]", Coordinates());

        // In the middle row and column.
        var shear = (y[.., 0, 4, 4] - 4) / 4;
        AssertSpread(shear.abs(), 0.1, 0.2);
        Assert.InRange(shear.gt(0).sum().item<long>(), Images * 0.42, Images * 0.58);
        Assert.True((y[.., 1] - Coordinates()[.., 1]).abs().max().item<float>() < 1e-5);
    }

    [Fact]
    public void A_shear_of_columns_has_the_side_of_that_of_rows()
    {
        var y = Train("RandomShear: { x_factor: [0.1, 0.1], y_factor: [0.2, 0.2], fill_mode: nearest, seed: 5 }", "[9, 9, 2]", Coordinates());

        Assert.True((((y[.., 0, 4, 4] - 4) * 2) - (y[.., 1, 4, 4] - 4)).abs().max().item<float>() < 1e-5);
    }

    [Fact]
    public void A_crop_is_at_one_place_for_a_batch_and_at_every_place_in_time()
    {
        using var network = TestNetwork.Compile("archspec: 1\ninput: [9, 9, 2]\nlayers:\n  - RandomCrop: { height: 6, width: 7, seed: 5 }\n");
        network.train();
        var corners = Enumerable.Range(0, 200).Select(_ => network.call(Coordinates()[..3])).Select(y =>
        {
            var corner = y[.., .., 0, 0];
            Assert.Equal([3, 2, 6, 7], y.shape);
            Assert.True((y - Coordinates()[..3, .., ..6, ..7] - corner.reshape(3, 2, 1, 1)).abs().max().item<float>() == 0);
            Assert.True(corner.eq(corner[..1]).all().item<bool>());
            return (corner[0, 0].item<float>(), corner[0, 1].item<float>());
        }).Distinct().ToList();

        Assert.Equal(3 * 4, corners.Count); // columns 0 to 2 and rows 0 to 3
    }

    [Theory]
    [InlineData("[6, 3]", 10, 10)]
    [InlineData("[4, 4]", 4, 8)]
    [InlineData("[8, 8]", 4, 6)]
    public void A_crop_is_otherwise_the_largest_middle_part_of_its_aspect_ratio(string size, int height, int width)
    {
        using var network = TestNetwork.Compile($"archspec: 1\ninput: [{height}, {width}, 2]\nlayers:\n  - RandomCrop: {size}\n");
        using var resizing = TestNetwork.Compile($"archspec: 1\ninput: [{height}, {width}, 2]\nlayers:\n  - Resizing: {{ height: {size[1]}, width: {size[4]}, crop_to_aspect_ratio: true }}\n");
        var x = rand(3, 2, height, width);

        Assert.True(network.call(x).allclose(resizing.call(x)));
    }

    [Fact]
    public void A_rectangle_is_erased_that_lies_inside()
    {
        var erased = Train("RandomErasing: { scale: [0.04, 0.25], fill_value: -5, value_range: [-5, 1], seed: 5 }", "[20, 30, 2]", rand(Images, 2, 20, 30)).eq(-5);

        // One channel as the other; as many rows as there are in each column that is erased; from 0.2 to 0.5 of either side.
        Assert.True(erased[.., 0].eq(erased[.., 1]).all().item<bool>());
        var (rows, columns) = (erased[.., 0].any(2).sum(1), erased[.., 0].any(1).sum(1));
        Assert.True((rows * columns).eq(erased[.., 0].sum([1, 2])).all().item<bool>());
        var isErased = rows.gt(0);
        Assert.InRange(isErased.sum().item<long>(), Images * 0.42, Images * 0.58); // the probability is drawn from 0 to 1
        Assert.InRange(rows.masked_select(isErased).min().item<long>(), 4, 5);
        Assert.InRange(rows.max().item<long>(), 9, 10);
        Assert.InRange(columns.max().item<long>(), 14, 15);
    }

    [Fact]
    public void What_is_erased_is_filled_with_noise_or_a_number_for_each_channel()
    {
        var noise = Train("RandomErasing: { factor: [1, 1], scale: [1, 1], value_range: [-99, 2], seed: 5 }", "[20, 30, 2]", rand(9, 2, 20, 30));
        var numbers = Train("RandomErasing: { factor: [1, 1], scale: [1, 1], fill_value: [3, 4] }", "[2, 2, 2]", rand(9, 2, 2, 2));

        Assert.InRange(noise.std().item<float>(), 1.6, 1.8); // 2, less what lies beyond 2
        Assert.Equal(2f, noise.max().item<float>());
        Assert.Equal(new float[] { 3, 4 }, numbers[8, .., 1, 1].contiguous().data<float>());
    }

    [Fact]
    public void A_shift_is_drawn_from_its_range_down_and_to_the_right()
    {
        var y = Train("RandomTranslation: { height_factor: [-0.3, -0.1], width_factor: [0, 0.2], seed: 5 }", "[9, 9, 2]", Coordinates());

        AssertSpread((4 - y[.., 1, 4, 4]) / 9, -0.3, -0.1);
        AssertSpread((4 - y[.., 0, 4, 4]) / 9, 0, 0.2);
    }

    [Fact]
    public void A_zoom_is_drawn_from_its_range_and_keeps_the_aspect_ratio_without_a_width()
    {
        var free = Train("RandomZoom: { height_factor: [-0.5, -0.2], width_factor: [0, 0.3], seed: 5 }", "[9, 9, 2]", Coordinates());
        var kept = Train("RandomZoom: { height_factor: 0.3, seed: 5 }", "[9, 9, 2]", Coordinates());

        AssertSpread((free[.., 1, 6, 4] - 4) / 2, 0.5, 0.8);
        AssertSpread((free[.., 0, 4, 6] - 4) / 2, 1, 1.3);
        AssertSpread((kept[.., 0, 6, 6] - 4) / 2, 0.7, 1.3);
        Assert.True(kept[.., 0, 6, 6].allclose(kept[.., 1, 6, 6], 1e-5, 1e-5));
    }

    [Theory]
    [InlineData("0.5", 1, 1.5)] // Keras's own meaning of one number
    [InlineData("[0.5, 0.2]", 0.8, 1.5)]
    [InlineData("[0.5, 2]", 0.5, 3)]
    public void A_contrast_is_drawn_from_its_range_and_keeps_the_mean(string factor, double low, double high)
    {
        var x = rand(Images, 2, 3, 4);
        var y = Train($"RandomContrast: {{ factor: {factor}, value_range: [-9, 9], seed: 5 }}", "[3, 4, 2]", x);

        var mean = x.mean([2, 3], keepdim: true);
        Assert.True(y.mean([2, 3], keepdim: true).allclose(mean, 1e-4, 1e-5));
        var contrast = ((y - mean) * (x - mean)).sum([1, 2, 3]) / (x - mean).square().sum([1, 2, 3]);
        AssertSpread(contrast, low, high);
        Assert.True(y.allclose(((x - mean) * contrast.reshape(-1, 1, 1, 1)) + mean, 1e-4, 1e-5));
    }

    [Fact]
    public void A_contrast_stays_within_the_range_of_values()
    {
        var y = Train("RandomContrast: { factor: [0, 1], value_range: [0.25, 0.5], seed: 5 }", "[3, 4, 2]", rand(Images, 2, 3, 4));

        Assert.Equal((0.25f, 0.5f), (y.min().item<float>(), y.max().item<float>()));
    }

    [Theory]
    [InlineData("RandomFlip")]
    [InlineData("RandomRotation: 0.1")]
    [InlineData("RandomContrast: { factor: 0.1, value_range: [-9, 9] }")]
    public void They_may_stand_behind_a_layer_with_weights(string layer)
    {
        using var network = TestNetwork.Compile($$"""
            archspec: 1
            input: [6, 6, 3]
            layers:
              - Conv2D: [4, 3]
              - {{layer}}
              - Flatten
              - Dense: 2
            """);
        network.train();

        network.call(rand(3, 3, 6, 6)).square().sum().backward();

        Assert.All(network.TrainableParameters, parameter => Assert.True(parameter.grad!.abs().sum().item<float>() > 0));
    }

    // N × 2 × 9 × 9: each pixel's column and row.
    private static Tensor Coordinates()
    {
        var line = arange(9).to(float32);
        return stack([line.reshape(1, 9).expand(9, 9), line.reshape(9, 1).expand(9, 9)]).expand(Images, 2, 9, 9);
    }

    private static Tensor Train(string layer, string input, Tensor x)
    {
        using var network = TestNetwork.Compile($"archspec: 1\ninput: {input}\nlayers:\n  - {layer}\n");
        network.train();
        return network.call(x);
    }

    // Within the range, and near its ends: of 400 draws, one is within 4 % of each end but for one time in ten million.
    private static void AssertSpread(Tensor drawn, double low, double high)
    {
        var (least, most, margin) = (drawn.min().item<float>(), drawn.max().item<float>(), (high - low) * 0.04);
        Assert.InRange(least, low - 1e-4, low + margin);
        Assert.InRange(most, high - margin, high + 1e-4);
    }
}
