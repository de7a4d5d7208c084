using ArchSpec.Layers;

namespace ArchSpec.Plugins.Tests.Layers;

public sealed class DenseTests
{
    [Theory]
    [InlineData("128", "[100352]", "128", 12_845_184, 25_690_112)]
    [InlineData("{ units: 5, use_bias: false }", "[16]", "5", 80, 160)]
    [InlineData("[5, softmax]", "[4, 4, 16]", "4 × 4 × 5", 85, 2_560)]
    public void Shape_parameters_and_operations(string arguments, string input, string output, long parameters, long flops)
    {
        var node = LayerRun.Last(input, $"- Dense: {arguments}");

        Assert.Equal((output, parameters, flops), (node.Output.ToString(), node.Layer.Parameters, node.Flops));
    }

    [Fact]
    public void The_last_dimension_must_be_known() =>
        Assert.Contains("must be known", Assert.Single(LayerRun.Problems("[~, ~, 3]", "- Flatten\n- Dense: 5")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_weights_are_those_of_Keras()
    {
        var weights = LayerRun.Last("[16]", "- Dense: 5").Layer.Weights;

        Assert.Equal(["kernel", "bias"], weights.Select(weight => weight.Name));
        Assert.Equal([16, 5], weights[0].Shape.ToArray());
        Assert.Equal(["glorot_uniform", "zeros"], weights.Select(weight => weight.Initializer.Name));
        Assert.Equal((0, 1, 0), (weights[0].InputAxis, weights[0].OutputAxis, weights[1].OutputAxis));
    }

    [Theory]
    [InlineData("relu", 0)]
    [InlineData("softmax", 2)]
    public void Its_features_are_its_own(string activation, int pinned)
    {
        var (_, log) = LayerRun.Channels(LayerRun.Last("[16]", $"- Dense: [5, {activation}]"));

        Assert.Equal(("units", pinned), (log.FreshBy, log.Pinned.Count));
        Assert.Equal([0], log.Mixed);
    }
}
