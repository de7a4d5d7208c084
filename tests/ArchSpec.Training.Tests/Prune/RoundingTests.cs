using ArchSpec.Training.Prune;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Prune;

/// <summary>The proof tells what rounding does to a network from what a mistake does.</summary>
public sealed class RoundingTests
{
    // Two sums that are large and nearly the same, of which the next layer takes the difference: all that their last digits do is seen.
    private const string Spec = """
        - Flatten
        - Dense: { units: 3, activation: relu, name: a }
        - Dense: { units: 6, name: b }
        - Dense: { units: 3, activation: softmax, name: head }
        """;

    [Fact]
    public void A_bias_that_takes_in_a_constant_is_rounded_and_the_network_enlarges_that()
    {
        using var model = Model();
        var plan = model.Plan();
        using var pruned = model.Finish(plan);
        var proof = PruneVerifier.Verify(model.Compiled, plan, pruned.Network, model.Images, CPU);

        Assert.Equal("a: 1", pruned.Removed);
        Assert.InRange(proof.LargestDifference / proof.LargestOutput, 1e-6, proof.Tolerance); // more than is allowed where nothing enlarges it
        Assert.InRange(proof.Tolerance, 1e-6, 1e-4);
    }

    [Fact]
    public void A_mistake_is_no_rounding()
    {
        using var model = Model();
        var plan = model.Plan();
        using var pruned = model.Finish(plan);
        using (no_grad())
        {
            pruned.Network.WeightedLayers.Single(layer => layer.Path == "b").Weights["bias"][0].add_(0.01); // of one alone: the head takes differences
        }

        var error = Assert.Throws<PruneException>(() => PruneVerifier.Verify(model.Compiled, plan, pruned.Network, model.Images, CPU));

        Assert.Contains("of it at most; nothing has been written", error.Message, StringComparison.Ordinal);
    }

    private static PruneModel Model()
    {
        var model = new PruneModel(Spec).Fix("a: 1", 1);
        using var scope = NewDisposeScope();
        return model
            .Change("a", "kernel", whole => whole.mul(0.01))
            .Change("b", "kernel", whole =>
            {
                whole.mul_(0.01);
                whole[1] = tensor(new[] { 300.1f, 300.3f, 300.7f, 300.2f, 300.9f, 300.4f });
                return whole;
            })
            .Change("b", "bias", _ => tensor(new[] { 1e-5f, -1e-5f, 1e-5f, -1e-5f, 1e-5f, -1e-5f }))
            .Change("head", "kernel", _ => tensor(new float[,] { { 1, 1, 0 }, { -1, 0, 1 }, { 0, -1, 1 }, { 1, 0, -1 }, { 0, 1, -1 }, { -1, -1, 0 } }))
            .Change("head", "bias", whole => whole.zero_());
    }
}
