namespace ArchSpec.Training.Tests.Prune;

/// <summary>A channel goes wherever its number stands: in a library, in an expression, behind an anchor, in what is repeated.</summary>
public sealed class WrittenNumberTests
{
    private const string Relu = "activation: relu";

    [Theory]
    [InlineData("- Conv2D: { filters: \"${n * 2}\", kernel_size: 1, activation: relu, name: a }", "2")]
    [InlineData("- Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: a }", "2")]
    [InlineData("- Conv2D: { filters: \"${n}\", kernel_size: 1, activation: relu, name: a }\n      - Conv2D: { filters: \"${n // 2}\", kernel_size: 1, name: b }", "4")]
    [InlineData("- Conv2D: { filters: \"${n}\", kernel_size: 1, activation: relu, name: a }\n      - MaxPooling2D: { pool_size: 1, strides: [\"${n}\", 1] }", "4")]
    public void A_number_in_a_block_goes(string layers, string given) => Goes($$"""
        archspec: 1
        include: library.yaml
        input: [8, 4, 3]
        layers:
          - Use: {{given}}
            name: use
          - Conv2D: [4, 1]
          - GlobalAveragePooling2D
          - Dense: { units: 3, activation: softmax }
        === library.yaml
        archspec: 1
        blocks:
          Use:
            parameters: [n]
            layers:
              {{layers}}
        """, "use/a: 1");

    [Fact]
    public void A_number_with_an_anchor_goes() => Goes("""
        archspec: 1
        input: [&n 8, 4, 3]
        layers:
          - Conv2D: { filters: *n, kernel_size: 3, padding: same, activation: relu, name: a }
          - GlobalAveragePooling2D
          - Dense: { units: 3, activation: softmax }
        """, "a: 1");

    [Fact]
    public void A_last_size_of_a_reshape_goes() => Goes($$"""
        - Conv2D: { filters: 6, kernel_size: 3, padding: same, {{Relu}}, name: a }
        - GlobalAveragePooling2D
        - Reshape: { target_shape: [1, 1, 6] }
        - Conv2D: { filters: 6, kernel_size: 1, {{Relu}}, name: b }
        - Multiply: { inputs: [a, b] }
        - Reshape: { target_shape: [32, 6] }
        - Flatten
        - Reshape: { target_shape: [8, 4, 6] }
        """ + PruneModel.Head, "a: 2 4", "a: 2 4; b: 2 4");

    private static void Goes(string spec, string killed, string? removed = null)
    {
        using var model = new PruneModel(spec).Kill(killed);
        using var pruned = model.Prune();

        Assert.Equal(removed ?? killed, pruned.Removed);
        pruned.AssertComputesTheSame();
    }
}
