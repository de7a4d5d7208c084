using ArchSpec.Layers;
using ArchSpec.Plugins.External;
using ArchSpec.Testing;
using ArchSpec.Training.Prune;
using ArchSpec.Training.Tests.Prune;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.External;

/// <summary>The layers of <c>samples/ExternalLayers</c> compute what their formulas say, and models with them are pruned without loss.</summary>
public sealed class SamplePluginTests : IDisposable
{
    private const string Attentive = """
        - Conv2D: { filters: 6, kernel_size: 3, padding: same, activation: relu, name: a }
        - Swish
        - SqueezeExcitation: { units: 3, name: se }
        - Conv2D: { filters: 5, kernel_size: 1, activation: relu, name: b }
        - SqueezeExcitation: { units: 2, name: tail }
        """ + PruneModel.Head;

    private readonly TempFolder _folder = new();
    private readonly LayerRegistry _registry;

    public SamplePluginTests() => _registry = LayerPlugins.Load([SamplePlugin.Compile(_folder.Path)]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Swish_is_its_formula()
    {
        using var model = new PruneModel("- Swish: 2\n- Flatten\n", registry: _registry);
        using var scope = NewDisposeScope();
        var x = model.Pixels().to(ScalarType.Float32);

        var y = model.Compiled.forward(x);

        Assert.Equal(Flat(x).Select(value => value / (1 + MathF.Exp(-2 * value))), Flat(y), Close);
    }

    [Fact]
    public void Squeeze_and_excitation_is_its_formula()
    {
        using var model = new PruneModel("- SqueezeExcitation: { units: 2, name: se }\n- Flatten\n", registry: _registry);
        using var scope = NewDisposeScope();
        var layer = Assert.Single(model.Compiled.WeightedLayers);
        layer.SetFromKeras("squeeze_kernel", tensor(new float[,] { { 1, -2 }, { 0.5f, 1 }, { -1, 3 } }));
        layer.SetFromKeras("squeeze_bias", tensor(new[] { 0.1f, -0.2f }));
        layer.SetFromKeras("excite_kernel", tensor(new[,] { { 0.3f, -1, 2 }, { 1, 0.25f, -0.5f } }));
        layer.SetFromKeras("excite_bias", tensor(new[] { 0, 0.5f, -0.5f }));
        var x = model.Pixels().to(ScalarType.Float32);

        var y = model.Compiled.forward(x);

        Assert.Equal(Formula(Flat(x), pixels: 8 * 4), Flat(y), Close);
    }

    [Fact]
    public void A_dead_channel_in_front_of_it_goes_without_loss()
    {
        using var model = Unsaturated(_registry);
        using var pruned = model.Prune();

        PruneVerifier.Verify(model.Compiled, pruned.Plan, pruned.Network, model.Images, CPU);

        var cut = pruned.Plan.Layers.Where(layer => layer.Removed.Count > 0);
        Assert.Equal(["a: 1 4", "b: 0"], cut.Select(layer => $"{layer.Source.Path}: {string.Join(' ', layer.Removed.Select(one => one.Channel))}").Order());
        var se = pruned.Network.WeightedLayers.Single(layer => layer.Path == "se").Layer;
        Assert.Equal(["4, 3", "3", "3, 4", "4"], se.Weights.Select(weight => string.Join(", ", weight.Shape)));
    }

    [Theory]
    [InlineData("units, channels) with { OutputAxis = 1 }", "units, channels) with { OutputAxis = 0 }")]
    [InlineData("[channels], Initializers.Zeros.WithDefaults) { OutputAxis = 0 }", "[channels], Initializers.Zeros.WithDefaults)")]
    public void A_wrong_channel_rule_is_caught(string right, string wrong)
    {
        var source = File.ReadAllText(SamplePlugin.In("SqueezeExcitation.cs"));
        Assert.Contains(right, source, StringComparison.Ordinal);
        var lying = PluginCompiler.Compile(
            _folder.In("Lying.dll"), [source.Replace(right, wrong, StringComparison.Ordinal), File.ReadAllText(SamplePlugin.In("Swish.cs"))]);
        using var model = Unsaturated(LayerPlugins.Load([lying]));

        Assert.ThrowsAny<Exception>(() =>
        {
            using var pruned = model.Prune();
            PruneVerifier.Verify(model.Compiled, pruned.Plan, pruned.Network, model.Images, CPU);
        });
    }

    // With whole numbers every sigmoid would be 1, whatever is cut.
    private static PruneModel Unsaturated(LayerRegistry registry)
    {
        var model = new PruneModel(Attentive, registry: registry).Kill("a: 1 4; b: 0");
        foreach (var weight in new[] { "squeeze_kernel", "excite_kernel", "excite_bias" })
        {
            model.Change("se", weight, whole => whole.mul(0.0625f)).Change("tail", weight, whole => whole.mul(0.0625f));
        }

        return model;
    }

    // Row by row: image, pixel, channel; the three channels of squeeze and excitation by hand.
    private static float[] Formula(float[] x, int pixels)
    {
        var y = new float[x.Length];
        for (var image = 0; image < x.Length; image += pixels * 3)
        {
            float[] mean = [.. Enumerable.Range(0, 3).Select(channel => Enumerable.Range(0, pixels).Average(pixel => x[image + (pixel * 3) + channel]))];
            var first = MathF.Max(0, mean[0] + (0.5f * mean[1]) - mean[2] + 0.1f);
            var second = MathF.Max(0, (-2 * mean[0]) + mean[1] + (3 * mean[2]) - 0.2f);
            float[] weights = [.. new[] { (0.3f * first) + second, -first + (0.25f * second) + 0.5f, (2 * first) - (0.5f * second) - 0.5f }.Select(z => 1 / (1 + MathF.Exp(-z)))];
            for (var at = 0; at < pixels * 3; at++)
            {
                y[image + at] = x[image + at] * weights[at % 3];
            }
        }

        return y;
    }

    private static bool Close(float expected, float actual) => MathF.Abs(expected - actual) < 1e-5f;

    // In Keras's order, as Flatten has it.
    private static float[] Flat(Tensor x) => (x.dim() == 4 ? x.permute(0, 2, 3, 1) : x).contiguous().reshape(-1).data<float>().ToArray();
}
