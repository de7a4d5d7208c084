using ArchSpec.Training.Compile;
using ArchSpec.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Compile;

/// <summary>Models inside of the model compute what their layers do in its place.</summary>
public sealed class InnerModelTests : IDisposable
{
    private const string Shared = """
        archspec: 1
        inputs: { left: [8, 8, 3], right: [12, 10, 3] }
        layers:
          - Functional:
              input: [null, null, 3]
              layers:
                - Sequential: { layers: [{ Conv2D: { filters: 4, kernel_size: 3, strides: 2, padding: same, activation: relu, name: c } }, MaxPooling2D], name: stem }
                - Conv2D: { filters: 5, kernel_size: 3, padding: same, name: d }
                - GlobalAveragePooling2D: { name: means }
              outputs: [means, d]
            name: tower
            inputs: left
          - reuse: tower
            inputs: right
            name: second
          - Add: { inputs: [tower, second], name: sum }
          - GlobalAveragePooling2D: { inputs: second/1, name: again }
        outputs: [sum, again, tower/1, sum]
        """;

    // Each tower has layers of its own; given the same weights, they are one.
    private const string Apart = """
        archspec: 1
        inputs: { left: [8, 8, 3], right: [12, 10, 3] }
        layers:
          - Conv2D: { filters: 4, kernel_size: 3, strides: 2, padding: same, activation: relu, inputs: left }
          - MaxPooling2D
          - Conv2D: { filters: 5, kernel_size: 3, padding: same, name: d }
          - GlobalAveragePooling2D: { name: means }
          - Conv2D: { filters: 4, kernel_size: 3, strides: 2, padding: same, activation: relu, inputs: right }
          - MaxPooling2D
          - Conv2D: { filters: 5, kernel_size: 3, padding: same }
          - GlobalAveragePooling2D: { name: means2 }
          - Add: { inputs: [means, means2], name: sum }
        outputs: [sum, means2, d, sum]
        """;

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void A_shared_model_on_images_of_two_sizes_is_its_layers_twice()
    {
        using var shared = TestNetwork.Compile(Shared, seed: 3);
        using var apart = TestNetwork.Compile(Apart);
        var weights = NetworkWeights.Copy(shared).Select(pair => pair.Values).ToList();
        TestNetwork.SetWeights(apart, [.. weights, .. weights]);
        var (left, right) = (Images(8, 8), Images(12, 10));

        var (expected, received) = (apart.Run([left, right]), shared.Run([left, right]));

        Assert.Equal(4, received.Count);
        Assert.All(expected.Zip(received), pair => Assert.Equal(0, TestNetwork.Distance(pair.First, pair.Second)));
    }

    [Fact]
    public void Its_gradients_are_the_sums_of_both_calls()
    {
        using var shared = TestNetwork.Compile(Shared, seed: 3);
        using var apart = TestNetwork.Compile(Apart);
        var weights = NetworkWeights.Copy(shared).Select(pair => pair.Values).ToList();
        TestNetwork.SetWeights(apart, [.. weights, .. weights]);
        var (left, right) = (Images(8, 8), Images(12, 10));

        foreach (var network in new[] { shared, apart })
        {
            network.Run([left, right])[0].square().sum().backward();
        }

        var (once, twice) = (Gradients(shared), Gradients(apart));
        Assert.Equal(4, once.Count);
        Assert.All(Enumerable.Range(0, 4), place => Assert.InRange(TestNetwork.Distance(twice[place] + twice[place + 4], once[place]), 0, 1e-5));
    }

    // Channels last in memory, as all images are.
    private static Tensor Images(long height, long width) => randn(2, height, width, 3).permute(0, 3, 1, 2);

    private static List<Tensor> Gradients(CompiledNetwork network) =>
        [.. network.WeightedLayers.SelectMany(layer => layer.Layer.Weights.Select(weight => layer.Weights[weight.Name].grad!))];

    [Fact]
    public void Weights_have_the_names_of_the_models_around()
    {
        using var network = TestNetwork.Compile(Shared);

        Assert.Equal(["tower/stem/c/kernel", "tower/stem/c/bias", "tower/d/kernel", "tower/d/bias"], NetworkWeights.Copy(network).Select(pair => pair.Name));
    }

    [Fact]
    public void A_frozen_model_freezes_what_is_inside()
    {
        using var network = TestNetwork.Compile(Shared.Replace("name: tower", "name: tower\n    trainable: false", StringComparison.Ordinal));

        Assert.Equal(4, network.parameters().Count());
        Assert.Empty(network.TrainableParameters);
    }

    [Fact]
    public void Without_gradients_what_a_model_returns_twice_is_kept()
    {
        using var network = TestNetwork.Compile("archspec: 1\ninput: [4]\nlayers:\n  - Functional: { inputs: { x: [4] }, layers: [Dense: { units: 4, name: y }], outputs: [x, y, y] }\n    name: m\n  - Add: { inputs: [m, m/1, m/2], name: sum }\noutputs: [sum, m/2, m]\n");
        using var quiet = no_grad();
        var x = randn(3, 4);

        var outputs = network.Run([x]);

        Assert.True(outputs[0].allclose(x + outputs[1] + outputs[1]));
        Assert.True(outputs[2].equal(x).all().item<bool>());
    }
}
