using ArchSpec.Training.Prune;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Prune;

/// <summary>
/// Check 5 of the design among others: a channel that is the same number wherever it is taken goes into the next bias, and stays where
/// there is none that could take it.
/// </summary>
public sealed class ConstantChannelTests
{
    private const string Revived = """
        - branches:
            - - Conv2D: { filters: 4, kernel_size: 3, padding: same, activation: relu, name: a }
            - - Conv2D: { filters: 3, kernel_size: 1, activation: relu, name: b }
          join: Concatenate
        - BatchNormalization: { name: bn }
        - ReLU

        """;

    [Theory]
    [InlineData("- Conv2D: { filters: 4, kernel_size: 3, activation: relu, name: c }", "c's bias")]
    [InlineData("- Conv2D: { filters: 4, kernel_size: 1, padding: same, activation: relu, name: c }", "c's bias")]
    [InlineData("- Conv2D: { filters: 4, kernel_size: [3, 1], strides: 2, dilation_rate: 1, name: c }", "c's bias")]
    [InlineData("- Dense: { units: 4, activation: relu, name: c }", "c's bias")]
    [InlineData("- GlobalAveragePooling2D: { keepdims: true }", "head's bias")]
    [InlineData("- Flatten\n- Dense: { units: 4, activation: relu, name: c }\n- Reshape: { target_shape: [1, 1, -1] }", "c's bias")]
    [InlineData("- branches: [[Conv2D: { filters: 2, kernel_size: 1, name: c }], [Conv2D: { filters: 2, kernel_size: 1, name: d }]]", "the biases of c, d")]
    public void A_bias_takes_it(string consumer, string place)
    {
        using var model = new PruneModel("- Conv2D: { filters: 5, kernel_size: 3, padding: same, activation: relu, name: a }\n" + consumer + PruneModel.Head).Fix("a: 1", 3);
        using var pruned = model.Prune();

        Assert.Equal("a: 1", pruned.Removed);
        Assert.Equal($"is always 3 on 23 images; folded into {place}", pruned.Plan.Layers[0].Removed.Single().Reason);
        pruned.AssertComputesTheSame();
    }

    [Theory]
    [InlineData("- Conv2D: { filters: 4, kernel_size: 3, padding: same, name: c }", "c meets it beside the zeros of its padding")]
    [InlineData("- Conv2D: { filters: 4, kernel_size: 3, use_bias: false, name: c }", "c has no bias")]
    [InlineData("- Dense: { units: 4, use_bias: false, name: c }", "c has no bias")]
    [InlineData("- SeparableConv2D: { filters: 4, kernel_size: 1, name: c }", "c cannot take it into a bias")]
    [InlineData("- Conv2DTranspose: { filters: 4, kernel_size: 2, name: c }", "c cannot take it into a bias")]
    [InlineData("- branches: [[Conv2D: { filters: 2, kernel_size: 1, name: c }], [Conv2D: { filters: 2, kernel_size: 1, use_bias: false, name: d }]]", "d has no bias")]
    public void Where_none_can_it_stays(string consumer, string reason)
    {
        using var model = new PruneModel("- Conv2D: { filters: 5, kernel_size: 3, padding: same, activation: relu, name: a }\n" + consumer + PruneModel.Head).Fix("a: 1", 3);
        using var pruned = model.Prune();

        Assert.Equal("", pruned.Removed);
        Assert.Equal($"kept: it is always 3, and {reason}", pruned.WhyKept("a", 1));
    }

    [Fact]
    public void Two_calls_of_a_layer_must_agree()
    {
        using var model = new PruneModel("""
            - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: p }
            - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: q, inputs: input_layer }
            - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: s, inputs: p }
            - reuse: s
              inputs: q
              name: again
            - Concatenate: { inputs: [s, again] }
            """ + PruneModel.Head).Fix("p: 1 2 3", 3).Fix("q: 1", 3).Fix("q: 2", 4).Kill("q: 3");
        using var pruned = model.Prune();

        Assert.Equal("p: 1; q: 1", pruned.Removed);
        Assert.Equal("kept: it is always 3, and s takes another value in another call", pruned.WhyKept("p", 2));
        Assert.Equal("kept: it is always 3, and s takes another value in another call", pruned.WhyKept("q", 3));
        pruned.AssertComputesTheSame();
    }

    [Fact]
    public void What_a_normalisation_revives_stays_before_padding()
    {
        using var model = Beta(new PruneModel(Revived + "- Conv2D: { filters: 4, kernel_size: 3, padding: same, activation: relu, name: c }" + PruneModel.Head));
        using var pruned = model.Prune();

        // b's channel 2 has a beta of -1.
        Assert.Equal("b: 2", pruned.Removed);
        Assert.Matches("^kept: it is always 3(\\.\\d+)?, and c meets it beside", pruned.WhyKept("a", 1));
        pruned.AssertComputesTheSame(exact: false);
    }

    [Fact]
    public void What_a_normalisation_revives_goes_into_a_bias()
    {
        using var model = Beta(new PruneModel(Revived + "- Conv2D: { filters: 4, kernel_size: 3, activation: relu, name: c }" + PruneModel.Head));
        using var pruned = model.Prune();

        Assert.Equal("a: 1; b: 2", pruned.Removed);
        pruned.AssertComputesTheSame(exact: false);
    }

    [Fact]
    public void Of_one_image_nothing_is_called_constant()
    {
        using var model = new PruneModel("- Conv2D: { filters: 5, kernel_size: 3, activation: relu, name: a }" + PruneModel.Head, images: 1);
        Assert.Empty(model.Plan().RemovedClasses);
    }

    // a's channel 1 is revived, b's channel 2 is the last of the concatenation's seven.
    private static PruneModel Beta(PruneModel model) => model.Kill("a: 1; b: 2")
        .Change("bn", "moving_mean", whole => zeros_like(whole))
        .Change("bn", "beta", whole => tensor(new float[] { 1, 3, 1, 1, 1, 1, -1 }));
}
