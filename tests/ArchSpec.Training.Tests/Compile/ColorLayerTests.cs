using System.Text.Json;
using ArchSpec.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Compile;

/// <summary>The layers that change colours, with ranges of one number, against what Keras 3.9.2 computed in training; and what they draw.</summary>
public sealed class ColorLayerTests : IDisposable
{
    private static readonly JsonElement Oracle = JsonDocument
        .Parse(File.ReadAllText(RepositoryRoot.In("tests", "ArchSpec.Training.Tests", "Oracle", "color_cases.json"))).RootElement;

    private readonly DisposeScope _scope = NewDisposeScope();

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Oracle.GetProperty("cases").GetArrayLength())];

    public void Dispose() => _scope.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Keras_computed_the_same(int number)
    {
        var one = Oracle.GetProperty("cases")[number];
        var x = Pictures(one.GetProperty("x").GetString()!);
        var spec = $"{one.GetProperty("type").GetString()}: {JsonSerializer.Serialize(one.GetProperty("config"))}";
        using var network = TestNetwork.Compile($"archspec: 1\ninput: [5, 6, {x.shape[3]}]\nlayers:\n  - {spec}\n");

        network.train();
        var trained = TestNetwork.ToKeras(network.call(TestNetwork.ToTorch(x)));
        network.eval();
        var evaluated = TestNetwork.ToKeras(network.call(TestNetwork.ToTorch(x)));

        var expected = tensor(Floats(one.GetProperty("y")), x.shape);
        Assert.True(TestNetwork.Distance(expected, trained) < 1e-5, $"{spec}: {TestNetwork.Distance(expected, trained)}");
        Assert.Equal(one.GetProperty("inference_is_identity").GetBoolean(), evaluated.equal(x).all().item<bool>());
        Assert.True(trained.is_contiguous());
    }

    [Fact]
    public void A_threshold_parts_values_from_their_negatives()
    {
        var x = arange(256).to(float32).reshape(1, 1, 16, 16).expand(400, 1, 16, 16);
        var y = Train("Solarization: { threshold_factor: 1, seed: 5 }", "[16, 16, 1]", x);

        var kept = y.eq(x).sum([1, 2, 3]).to(float32) / 255;
        Assert.True(y.eq(x).logical_or(y.eq(255 - x)).all().item<bool>());
        AssertSpread(kept, 0, 1);
    }

    [Fact]
    public void Half_of_the_images_are_chosen()
    {
        var x = rand(400, 3, 4, 5);
        var grey = Train("RandomGrayscale: { factor: 0.5, seed: 5 }", "[4, 5, 3]", x);
        var negative = Train("RandomInvert: { factor: [0.5, 0.5], value_range: [0, 1], seed: 5 }", "[4, 5, 3]", x);

        Assert.InRange(grey.eq(x).all(1).all(1).all(1).sum().item<long>(), 170, 230);
        Assert.InRange(negative.eq(x).all(1).all(1).all(1).sum().item<long>(), 170, 230);
    }

    [Fact]
    public void Brightness_is_drawn_from_its_range() => AssertSpread(
        (Train("RandomBrightness: { factor: [-0.2, 0.1], value_range: [0, 2], seed: 5 }", "[4, 5, 3]", ones(400, 3, 4, 5)) - 1)[.., 0, 0, 0] / 2, -0.2, 0.1);

    [Fact]
    public void Hue_moves_to_either_side()
    {
        // Red becomes greener or bluer: by a turn t below 1/6 one of them is 6 t.
        var red = cat([ones(400, 1, 2, 2), zeros(400, 2, 2, 2)], 1);
        var y = Train("RandomHue: { factor: [0.1, 0.2], value_range: [0, 1], seed: 5 }", "[2, 2, 3]", red)[.., .., 0, 0];

        var (green, blue) = (y[.., 1] / 3, y[.., 2] / 3);
        Assert.InRange(green.gt(0).sum().item<long>(), 170, 230);
        Assert.True((green * blue).abs().max().item<float>() < 1e-6);
        AssertSpread(green + blue, 0.1, 0.2);
    }

    private static void AssertSpread(Tensor values, double least, double most)
    {
        var width = most - least;
        Assert.InRange(values.min().item<float>(), least - (width / 1000), least + (width / 10));
        Assert.InRange(values.max().item<float>(), most - (width / 10), most + (width / 1000));
    }

    private static Tensor Train(string layer, string input, Tensor x)
    {
        using var network = TestNetwork.Compile($"archspec: 1\ninput: {input}\nlayers:\n  - {layer}\n");
        network.train();
        return network.call(x);
    }

    private static Tensor Pictures(string name)
    {
        var shape = Oracle.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()).ToArray();
        var colors = tensor(Floats(Oracle.GetProperty(name == "unit" ? "unit" : "bytes")), shape);
        return name == "red" ? colors.narrow(3, 0, 1).contiguous() : colors;
    }

    private static float[] Floats(JsonElement numbers) => [.. numbers.EnumerateArray().Select(number => number.GetSingle())];
}
