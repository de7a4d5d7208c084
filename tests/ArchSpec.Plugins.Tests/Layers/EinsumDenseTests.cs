namespace ArchSpec.Plugins.Tests.Layers;

public sealed class EinsumDenseTests
{
    [Theory]
    [InlineData("{ equation: 'ab,bc->ac', output_shape: 64, bias_axes: c }", "[32]", "64", "32,64; 64", 4096)]
    [InlineData("{ equation: 'abc,cd->abd', output_shape: [null, 64], bias_axes: d }", "[32, 128]", "32 × 64", "128,64; 64", 524288)]
    [InlineData("{ equation: '...x,xy->...y', output_shape: 64, bias_axes: y }", "[32, 128]", "32 × 64", "128,64; 64", 524288)]
    [InlineData("{ equation: '...x,xy->...y', output_shape: 4 }", "[7, 8, 3]", "7 × 8 × 4", "3,4", 1344)]
    [InlineData("{ equation: 'abc,cde->abde', output_shape: [null, 4, 5], bias_axes: de }", "[6, 3]", "6 × 4 × 5", "3,4,5; 4,5", 720)]
    [InlineData("{ equation: 'abcd,cde->abe', output_shape: [null, 5], bias_axes: be }", "[6, 4, 3]", "6 × 5", "4,3,5; 6,5", 720)]
    [InlineData("{ equation: 'abcd,de->abce', output_shape: [null, null, 5], bias_axes: b }", "[6, 4, 3]", "6 × 4 × 5", "3,5; 6,1,1", 720)]
    [InlineData("{ equation: 'ab...,bc->ac...', output_shape: 5, bias_axes: c }", "[3, 6, 4]", "5 × 6 × 4", "3,5; 5,1,1", 720)]
    [InlineData("{ equation: 'abc,cd->abd', output_shape: [null, 4] }", "[null, 3]", "None × 4", "3,4", 0)]
    public void Shape_weights_and_operations(string arguments, string input, string output, string weights, long flops)
    {
        var node = LayerRun.Last(input, $"- EinsumDense: {arguments}");

        Assert.Equal(output, node.Output.ToString());
        Assert.Equal(weights, string.Join("; ", node.Layer.Weights.Select(weight => string.Join(',', weight.Shape))));
        Assert.Equal(flops, node.Flops);
    }

    [Theory]
    [InlineData("{ equation: 'ab,bc', output_shape: 4 }", "[3]", "equation 'ab,bc' must be of the form ab,bc->ac")]
    [InlineData("{ equation: 'ab,b1->a1', output_shape: 4 }", "[3]", "must be of the form")]
    [InlineData("{ equation: 'a...,bc->ac...', output_shape: 4 }", "[3]", "must be of the form")]
    [InlineData("{ equation: 'abc,cd->abd', output_shape: [null, 4] }", "[3]", "names 3 axes, and its input 3 has 2 with the batch")]
    [InlineData("{ equation: 'ab,bc->ac', output_shape: 4 }", "[5, 3]", "names 2 axes, and its input 5 × 3 has 3 with the batch")]
    [InlineData("{ equation: 'ab,bc->ca', output_shape: 4 }", "[3]", "must keep the batch")]
    [InlineData("{ equation: 'ab,bc->ad', output_shape: 4 }", "[3]", "each of the output's also in the input or the kernel")]
    [InlineData("{ equation: 'ab,bcd->ac', output_shape: 4 }", "[3]", "each of the kernel's also in the input or the output")]
    [InlineData("{ equation: 'ab,bc->ac', output_shape: [4, 5] }", "[3]", "output_shape must have 1 sizes, one for each of 'c', received 2")]
    [InlineData("{ equation: 'abc,cd->abd', output_shape: [9, 4] }", "[8, 3]", "output_shape gives axis 'b' the size 9, and its input 8 × 3 has 8 there")]
    [InlineData("{ equation: 'ab,bc->ac', output_shape: [null] }", "[3]", "the size of axis 'c' must be known")]
    [InlineData("{ equation: 'ab,bc->ac', output_shape: 4, bias_axes: b }", "[3]", "bias_axes must be letters of the output, 'ac', and not the batch's, received 'b'")]
    [InlineData("{ equation: 'ab,bc->ac', output_shape: 4, bias_axes: a }", "[3]", "and not the batch's, received 'a'")]
    [InlineData("{ equation: 'ab,bc->ac', output_shape: 0 }", "[3]", "a whole number of at least 1, or a list of such numbers and null")]
    [InlineData("{ equation: [ab], output_shape: 4 }", "[3]", "a text")]
    public void Bad_input_is_an_error(string arguments, string input, string message) => Assert.Contains(
        message,
        Assert.Single(LayerRun.Problems(input, $"- EinsumDense: {arguments}")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void It_keeps_all_channels()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[3]", "- EinsumDense: { equation: 'ab,bc->ac', output_shape: 4 }"));

        Assert.Equal([0, 0, 0, 0], output);
        Assert.Equal([0, 1, 2], log.Pinned);
    }
}
