using ArchSpec.Layers;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Prune;
using ArchSpec.Training.Prune.Bounds;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Prune;

/// <summary>Bounds that follow from the weights hold for every image, and a channel is certified only where they are 0.</summary>
public sealed class BoundsTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 10)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_image_leaves_them(int ten)
    {
        var bounded = 0;
        for (var seed = ten * 10; seed < (ten * 10) + 10; seed++)
        {
            using var scope = NewDisposeScope();
            using var model = new PruneModel(new RandomGraph(seed).Text, seed, images: 1);
            Scatter(model.Compiled, seed);
            var bounds = NetworkBounds.Of(model.Compiled);
            bounded += bounds.Count(tensor => tensor.High.All(double.IsFinite));
            Assert.True(Exceeded(model.Compiled, bounds, seed) is null, $"seed {seed}: {Exceeded(model.Compiled, bounds, seed)}");
        }

        Assert.InRange(bounded, 40, int.MaxValue);
    }

    [Fact]
    public void Bounds_that_are_too_narrow_are_caught()
    {
        using var scope = NewDisposeScope();
        using var model = new PruneModel("- Conv2D: { filters: 4, kernel_size: 3, name: a }" + PruneModel.Head);
        Scatter(model.Compiled, 1);
        var bounds = NetworkBounds.Of(model.Compiled).ToList();
        bounds[1] = new ChannelBounds([.. bounds[1].Low.Select(low => low / 4)], [.. bounds[1].High.Select(high => high / 4)]);

        Assert.NotNull(Exceeded(model.Compiled, bounds, 1));
    }

    [Fact]
    public void A_corner_reaches_them()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = new PruneModel("- Flatten\n- Dense: { units: 5, name: d }");
        Scatter(model.Compiled, 2);
        var kernel = model.Compiled.WeightedLayers[0].ToKeras("kernel");
        var bounds = NetworkBounds.Of(model.Compiled)[^1];
        for (var unit = 0; unit < 5; unit++)
        {
            // White where the weight is above 0, in Keras's order.
            var corner = kernel[TensorIndex.Colon, unit].gt(0).to(ScalarType.Float32).reshape(1, 8, 4, 3).permute(0, 3, 1, 2);
            var reached = model.Compiled.Logits(corner)[0, unit].item<float>();
            Assert.InRange(bounds.High[unit], reached, reached + (0.01 * Math.Abs(reached)) + 0.01);
        }
    }

    [Fact]
    public void What_cannot_fire_is_told_from_what_did_not()
    {
        // Channel 0 cannot fire; channel 1 needs nine white pixels in a row; channel 2 lives. d's unit 0 takes what is 0 alone.
        using var model = new PruneModel("""
            - Conv2D: { filters: 3, kernel_size: 3, activation: relu, name: a }
            - MaxPooling2D: 2
            - Conv2D: { filters: 3, kernel_size: 1, activation: relu, name: b }
            - Flatten
            - Dense: { units: 4, activation: relu, name: d }
            - Dense: { units: 3, activation: softmax }
            """).Set("a", 0, kernel: -1, bias: -1).Set("a", 1, kernel: 1, bias: -26).Kill("b: 1").Set("d", 0, kernel: 0, bias: -1);
        using var pruned = model.Prune();

        Assert.Equal("a: 0 1; b: 1; d: 0", pruned.Removed);
        Assert.Equal(
            [true, false, true, true],
            pruned.Plan.Layers.SelectMany(layer => layer.Removed).Select(verdict => verdict.Certified));
        Assert.Contains("# was 3: 2 never fired on 23 images (1 certified)", pruned.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_revived_is_not_certified()
    {
        using var model = new PruneModel("""
            - Conv2D: { filters: 3, kernel_size: 1, activation: relu, name: a }
            - Add: { value: 1 }
            - Conv2D: { filters: 3, kernel_size: 3, activation: relu, name: b }
            """ + PruneModel.Head).Kill("a: 1");

        Assert.Empty(CertifiedChannels.Of(model.Compiled, ChannelMap.Of(model.Compiled.Graph)));
    }

    // Weights of all signs, as training leaves them; variances stay above 0.
    private static void Scatter(CompiledNetwork network, int seed)
    {
        using var quiet = no_grad();
        using var random = new Generator((ulong)seed);
        foreach (var layer in network.WeightedLayers)
        {
            foreach (var weight in layer.Layer.Weights)
            {
                var values = randn([.. weight.Shape.Select(size => (long)size)], generator: random);
                layer.SetFromKeras(weight.Name, weight.Name.Contains("variance", StringComparison.Ordinal) ? values.abs() + 0.01 : values);
            }
        }
    }

    // Grey, black and white images, and noise of black and white: the corners of what an image can be.
    private static string? Exceeded(CompiledNetwork network, IReadOnlyList<ChannelBounds> bounds, int seed)
    {
        using var quiet = no_grad();
        using var random = new Generator((ulong)seed);
        network.eval();
        var noise = rand([24, 3, 8, 4], generator: random);
        string? problem = null;
        network.Run([cat([noise, noise.round(), noise.gt(0.9).to(ScalarType.Float32), zeros(1, 3, 8, 4), ones(1, 3, 8, 4)])], observer: (step, inputs) =>
        {
            foreach (var (source, x) in step.Inputs.Zip(inputs))
            {
                var channels = x.dim() == 4 ? x.permute(0, 2, 3, 1) : x;
                var flat = channels.reshape(-1, channels.shape[^1]);
                var (low, high) = (flat.amin([0]).data<float>().ToArray(), flat.amax([0]).data<float>().ToArray());
                for (var channel = 0; channel < low.Length; channel++)
                {
                    if (low[channel] < bounds[source].Low[channel] || high[channel] > bounds[source].High[channel])
                    {
                        problem ??= $"{network.Graph.Steps[source].Path}, channel {channel}: {low[channel]} to {high[channel]} is not within {bounds[source].Low[channel]} to {bounds[source].High[channel]}";
                    }
                }
            }
        });
        return problem;
    }
}
