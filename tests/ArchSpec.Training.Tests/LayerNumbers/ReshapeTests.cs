namespace ArchSpec.Training.Tests.LayerNumbers;

/// <summary>Layers that move values, and EinsumDense, against naive loops in double precision.</summary>
public sealed class ReshapeTests
{
    [Theory]
    [InlineData(new[] { 2, 3, 4, 2 }, "[24]", new[] { 2, 24 })]
    [InlineData(new[] { 2, 3, 4, 2 }, "[-1]", new[] { 2, 24 })]
    [InlineData(new[] { 2, 3, 4, 2 }, "[6, -1]", new[] { 2, 6, 4 })]
    [InlineData(new[] { 2, 3, 4, 2 }, "[4, 2, 3]", new[] { 2, 4, 2, 3 })]
    [InlineData(new[] { 2, 3, 4, 2 }, "[2, 2, 2, -1]", new[] { 2, 2, 2, 2, 3 })]
    [InlineData(new[] { 2, 24 }, "[4, 2, 3]", new[] { 2, 4, 2, 3 })]
    [InlineData(new[] { 2, 8 }, "[1, 1, -1]", new[] { 2, 1, 1, 8 })]
    [InlineData(new[] { 2, 6, 4 }, "[3, 4, 2]", new[] { 2, 3, 4, 2 })]
    [InlineData(new[] { 2, 2, 2, 2, 3 }, "[4, 6]", new[] { 2, 4, 6 })]
    public void Reshape(int[] shape, string target, int[] output)
    {
        var x = KerasArray.Random(1, shape);

        var y = KerasArray.Run($"- Reshape: {{ target_shape: {target} }}", [], x);

        var inOrder = KerasArray.All(shape).Select(at => x[at]).ToList();
        var next = 0;
        KerasArray.AssertAlike(KerasArray.Make(output, _ => inOrder[next++]), y, 0);
    }

    [Theory]
    [InlineData(new[] { 2, 3, 4, 2 }, new[] { 2, 1, 3 })]
    [InlineData(new[] { 2, 3, 4, 2 }, new[] { 3, 1, 2 })]
    [InlineData(new[] { 2, 3, 4, 2 }, new[] { 3, 2, 1 })]
    [InlineData(new[] { 2, 3, 4 }, new[] { 2, 1 })]
    [InlineData(new[] { 2, 2, 3, 4, 5 }, new[] { 4, 2, 1, 3 })]
    public void Permute(int[] shape, int[] dims)
    {
        var x = KerasArray.Random(1, shape);

        var y = KerasArray.Run($"- Permute: {{ dims: [{string.Join(", ", dims)}] }}", [], x);

        KerasArray.AssertAlike(KerasArray.Make([2, .. dims.Select(axis => shape[axis])], at => x[[at[0], .. Enumerable.Range(1, dims.Length).Select(axis => at[Array.IndexOf(dims, axis) + 1])]]), y, 0);
    }

    [Fact]
    public void RepeatVector()
    {
        var x = KerasArray.Random(1, 2, 5);

        KerasArray.AssertAlike(KerasArray.Make([2, 3, 5], at => x[at[0], at[2]]), KerasArray.Run("- RepeatVector: 3", [], x), 0);
    }

    [Theory]
    [InlineData(new[] { 2, 5 }, "ab,bc->ac", "ab,bc->ac", "[3]", new[] { 5, 3 }, "c", new[] { 3 })]
    [InlineData(new[] { 2, 4, 5 }, "abc,cd->abd", "abc,cd->abd", "[null, 3]", new[] { 5, 3 }, "d", new[] { 3 })]
    [InlineData(new[] { 2, 3, 4, 5 }, "...x,xy->...y", "abcx,xy->abcy", "[3]", new[] { 5, 3 }, "y", new[] { 3 })]
    [InlineData(new[] { 2, 3, 4, 5 }, "abcd,de->abce", "abcd,de->abce", "[null, null, 6]", new[] { 5, 6 }, "b", new[] { 3, 1, 1 })]
    [InlineData(new[] { 2, 3, 4, 5 }, "abcd,cde->abe", "abcd,cde->abe", "[null, 6]", new[] { 4, 5, 6 }, "be", new[] { 3, 6 })]
    [InlineData(new[] { 2, 3, 4, 5 }, "ab...,bc->ac...", "abxy,bc->acxy", "[6]", new[] { 3, 6 }, "c", new[] { 6, 1, 1 })]
    [InlineData(new[] { 2, 4, 5 }, "abc,cde->abde", "abc,cde->abde", "[null, 2, 3]", new[] { 5, 2, 3 }, "de", new[] { 2, 3 })]
    public void EinsumDense(int[] shape, string equation, string letters, string output, int[] kernel, string axes, int[] bias)
    {
        var (x, weight, offset) = (KerasArray.Random(1, shape), KerasArray.Random(2, kernel), KerasArray.Random(3, bias));
        var parts = letters.Split(',', '-');
        var (input, of, result) = (parts[0], parts[1], parts[2][1..]);
        var sizes = input.Zip(shape).Concat(of.Zip(kernel)).DistinctBy(pair => pair.First).ToDictionary(pair => pair.First, pair => pair.Second);
        var summed = string.Concat(sizes.Keys.Except(result));

        var y = KerasArray.Run($"- EinsumDense: {{ equation: '{equation}', output_shape: {output}, bias_axes: {axes}, activation: relu }}", [weight, offset], x);

        KerasArray.AssertAlike(KerasArray.Make([.. result.Select(letter => sizes[letter])], at => Math.Max(0, Sum(at) + Offset(at))), y);

        double Sum(int[] at) => KerasArray.All([.. summed.Select(letter => sizes[letter])]).Sum(inner =>
        {
            var place = (result + summed).Zip([.. at, .. inner]).ToDictionary(pair => pair.First, pair => pair.Second);
            return x[[.. input.Select(letter => place[letter])]] * weight[[.. of.Select(letter => place[letter])]];
        });
        double Offset(int[] at) => offset[[.. bias.Zip(at[^bias.Length..], (size, index) => Math.Min(size - 1, index))]];
    }

    [Theory]
    [InlineData(new[] { 2, 3, 4, 2 }, "[1, 2]", new[] { 1, 1, 2 })]
    [InlineData(new[] { 2, 3, 4, 2 }, "null", new[] { 3, 4, 2 })]
    [InlineData(new[] { 2, 3, 4 }, "1", new[] { 1, 4 })]
    [InlineData(new[] { 2, 5 }, "null", new[] { 5 })]
    public void PReLU(int[] shape, string shared, int[] slopes)
    {
        var (x, alpha) = (KerasArray.Random(1, shape), KerasArray.Random(2, slopes));

        var y = KerasArray.Run($"- PReLU: {{ shared_axes: {shared} }}", [alpha], x);

        KerasArray.AssertAlike(KerasArray.Make(shape, at => x[at] > 0 ? x[at] : x[at] * alpha[[.. slopes.Zip(at[1..], (size, index) => Math.Min(size - 1, index))]]), y);
    }
}
