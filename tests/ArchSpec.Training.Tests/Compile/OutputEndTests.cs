using ArchSpec.Training.Compile;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Compile;

/// <summary>What a network ends in is seen through the layers that keep its values.</summary>
public sealed class OutputEndTests
{
    [Theory]
    [InlineData("Dense: [3, softmax]", "Softmax", "softmax", true)]
    [InlineData("Dense: [3, softmax] | Reshape: { target_shape: [3] }", "Softmax", "softmax", true)]
    [InlineData("Dense: [3, softmax] | Reshape: { target_shape: [1, 1, 3] } | Flatten", "Softmax", "softmax", true)]
    [InlineData("Dense: [3, softmax] | Identity | Activation: linear", "Softmax", "softmax", true)]
    [InlineData("Dense: [3, softmax] | Dropout: 0.5", "Softmax", "softmax", false)] // what it drops it drops of the shares
    [InlineData("Dense: 3 | Activation: softmax", "Softmax", "softmax", true)]
    [InlineData("Dense: 3 | Activation: { activation: { softmax: {} } }", "Softmax", "softmax", true)]
    [InlineData("Dense: 3 | Softmax", "Softmax", "softmax", true)]
    [InlineData("Dense: { units: 3, activation: { Softmax: { axis: -1 } } }", "Softmax", "softmax", true)]
    [InlineData("Reshape: { target_shape: [1, 1, 192] } | Conv2D: { filters: 3, kernel_size: 1, activation: softmax } | GlobalAveragePooling2D", "Softmax", "softmax", true)]
    [InlineData("Reshape: { target_shape: [8, 8, 3] } | Conv2D: { filters: 3, kernel_size: 1, activation: softmax } | GlobalAveragePooling2D", "Softmax", "softmax", false)]
    [InlineData("Reshape: { target_shape: [8, 8, 3] } | Conv2D: { filters: 3, kernel_size: 1, activation: softmax } | GlobalMaxPooling2D", "Other", "'global_max_pooling2d' (GlobalMaxPooling2D), behind softmax", false)]
    [InlineData("Reshape: { target_shape: [1, 1, 192] } | Conv2D: { filters: 3, kernel_size: 1, activation: sigmoid } | Flatten", "Sigmoid", "sigmoid", true)]
    [InlineData("Reshape: { target_shape: [2, 96] } | Dense: [3, softmax] | Flatten", "Other", "a softmax over 3 of 6 values", true)]
    [InlineData("Sequential: { input: [192], layers: [{ Dense: [3, softmax] }, { Reshape: { target_shape: [3] } }] }", "Softmax", "softmax", true)]
    [InlineData("Dense: 3 | Sigmoid", "Sigmoid", "sigmoid", false)]
    [InlineData("Dense: 3", "Other", "linear", false)]
    [InlineData("Dense: [3, relu] | Reshape: { target_shape: [3] }", "Other", "relu", true)]
    [InlineData("Dense: [3, softmax] | Rescaling: 2", "Other", "'rescaling' (Rescaling), behind softmax", false)]
    public void It_is_seen_through_what_keeps_the_values(string layers, string kind, string text, bool hasLogits)
    {
        using var network = TestNetwork.Compile(Spec(layers));

        var end = Assert.Single(network.Ends);

        Assert.Equal((kind, text, hasLogits), (end.Kind.ToString(), end.Text, end.LogitStep is not null));
    }

    [Theory]
    [InlineData("Dense: [3, softmax] | Reshape: { target_shape: [3] }")]
    [InlineData("Dense: 3 | Softmax | Flatten")]
    [InlineData("Dense: [3, softmax] | Identity | Reshape: { target_shape: [1, 3] } | Flatten")]
    [InlineData("Reshape: { target_shape: [1, 1, 192] } | Conv2D: { filters: 3, kernel_size: 1, activation: softmax } | GlobalAveragePooling2D")]
    public void Its_logits_are_those_without_the_activation(string layers)
    {
        using var scope = NewDisposeScope();
        using var network = TestNetwork.Compile(Spec(layers), seed: 5);
        var images = randn(4, 3, 8, 8);

        var (logits, shares) = (network.Logits(images), network.call(images));

        Assert.InRange((logits.softmax(1) - shares).abs().max().item<float>(), 0, 1e-6f);
        Assert.True((logits - shares).abs().max().item<float>() > 0.01);
    }

    private static string Spec(string layers) =>
        $"archspec: 1\ninput: [8, 8, 3]\nlayers:\n  - Flatten\n{string.Concat(layers.Split(" | ").Select(layer => $"  - {layer}\n"))}";
}
