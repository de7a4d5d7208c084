using ArchSpec.Training.Compile;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Compile;

public sealed class CompiledNetworkTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Weights_are_parameters_named_by_layer_and_by_Keras()
    {
        using var network = TestNetwork.Compile(TestNetwork.Tiny);

        Assert.Equal(
            ["conv2d.kernel", "conv2d.bias", "dense.kernel", "dense.bias"],
            network.named_parameters().Select(pair => pair.name));
        Assert.Empty(network.named_buffers());
        Assert.Equal(network.Network.Parameters, network.parameters().Sum(parameter => parameter.numel()));
    }

    [Fact]
    public void Frozen_layers_need_no_gradient_and_get_none()
    {
        using var network = TestNetwork.Compile("""
            archspec: 1
            input: [6, 6, 3]
            layers:
              - Conv2D: { filters: 4, kernel_size: 3 }
                trainable: false
              - Flatten
              - Dense: 2
            """);

        network.call(rand(2, 3, 6, 6)).sum().backward();

        Assert.Equal([false, false, true, true], network.parameters().Select(parameter => parameter.requires_grad));
        Assert.Equal(2, network.TrainableParameters.Count());
        Assert.Equal([false, false, true, true], network.parameters().Select(parameter => parameter.grad is not null));
    }

    [Fact]
    public void A_shared_layer_has_one_set_of_weights_and_gradients_from_both_calls()
    {
        using var network = TestNetwork.Compile("""
            archspec: 1
            inputs: { left: [3], right: [3] }
            layers:
              - Dense: { units: 2, use_bias: false }
                name: shared
                inputs: [left]
              - reuse: shared
                name: again
                inputs: [right]
              - Add: {}
                inputs: [shared, again]
            """);
        var (left, right) = (rand(1, 3), rand(1, 3));

        var parameter = Assert.Single(network.parameters());
        var output = network.Run([left, right])[0];
        output.sum().backward();

        Assert.Equal(2, network.Graph.Steps.Count(step => step.Path == "shared"));
        Assert.True(output.allclose((left + right).matmul(parameter.t())));
        Assert.True(parameter.grad!.allclose((left + right).expand(2, 3)));
    }

    [Theory]
    [InlineData("softmax", 4)]
    [InlineData("sigmoid", 1)]
    public void Logits_are_the_output_before_its_activation(string activation, int units)
    {
        using var network = TestNetwork.Compile($"archspec: 1\ninput: [5]\nlayers:\n  - Dense: {{ units: {units}, activation: {activation} }}\n");
        var x = randn(3, 5);

        var logits = network.Logits(x);

        Assert.Equal(activation, network.HeadActivation);
        Assert.True(network.call(x).allclose(activation == "softmax" ? logits.softmax(1) : logits.sigmoid()));
        Assert.False(network.call(x).allclose(logits));
    }

    [Fact]
    public void An_activation_layer_at_the_end_is_left_out_of_the_logits_too()
    {
        using var network = TestNetwork.Compile("archspec: 1\ninput: [5]\nlayers:\n  - Dense: 4\n  - Activation: softmax\n");
        var x = randn(3, 5);

        var logits = network.Logits(x);

        Assert.Equal("softmax", network.HeadActivation);
        Assert.True(network.call(x).allclose(logits.softmax(1)));
        Assert.False(logits.sum(1).allclose(ones(3)));
    }

    [Fact]
    public void Flatten_lets_the_channel_run_fastest()
    {
        using var network = TestNetwork.Compile("archspec: 1\ninput: [2, 2, 3]\nlayers: [Flatten]\n");
        var keras = arange(12).to(float32).reshape(1, 2, 2, 3);

        Assert.Equal(keras.flatten().data<float>(), network.call(TestNetwork.ToTorch(keras)).flatten().data<float>());
    }

    [Fact]
    public void Images_stay_channels_last_in_memory_up_to_flatten()
    {
        using var network = TestNetwork.Compile(TestNetwork.Tiny);
        var maps = new List<Tensor>();

        network.Run([rand(2, 6, 6, 3).permute(0, 3, 1, 2)], observer: (_, inputs) => maps.AddRange(inputs.Where(input => input.dim() == 4).Select(input => input.alias())));

        Assert.Equal(3, maps.Count);
        Assert.All(maps, map => Assert.Equal(1, map.stride(1)));
    }

    [Fact]
    public void Moving_to_double_moves_what_runs()
    {
        using var network = TestNetwork.Compile(TestNetwork.Tiny);
        var x = rand(2, 3, 6, 6);
        var before = network.call(x);

        network.to(float64);
        var after = network.call(x.to(float64));

        Assert.Equal(float64, after.dtype);
        Assert.True(after.to(float32).allclose(before, rtol: 1e-4));
        Assert.All(network.WeightedLayers, layer => Assert.All(layer.Weights.Values, weight => Assert.Equal(float64, weight.dtype)));
        Assert.Equal(4, network.TrainableParameters.Count());
    }

    [Fact]
    public void Dropout_drops_in_training_alone_and_keeps_the_mean()
    {
        using var network = TestNetwork.Compile("archspec: 1\ninput: [2000]\nlayers:\n  - Dropout: 0.25\n");
        var x = ones(1, 2000);

        Assert.True(network.call(x).equal(x).all().item<bool>());
        network.train();
        manual_seed(1);
        var dropped = network.call(x);

        Assert.InRange(dropped.eq(0).sum().item<long>(), 400, 600);
        Assert.InRange(dropped.mean().item<float>(), 0.93f, 1.07f);
        Assert.Equal(1 / 0.75f, dropped.max().item<float>(), 5);
    }
}
