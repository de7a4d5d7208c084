using ArchSpec.Training.Prune;

namespace ArchSpec.Training.Tests.Prune;

/// <summary>Check 4 of the design among others: why a channel that looks dead stays, and where it is alive.</summary>
public sealed class RefusalTests
{
    private const string Relu = "activation: relu";

    private const string Two = $$"""
        - Conv2D: { filters: 4, kernel_size: 3, {{Relu}}, name: a }
        - Conv2D: { filters: 4, kernel_size: 1, {{Relu}}, name: b }
        """ + PruneModel.Head;

    [Theory]
    [InlineData("all groups", "b", 0, "kept: 'a' needs at least one channel, and all 4 of it are dead")]
    [InlineData("all of a layer", "a", 0, "kept: 'a' needs at least one channel, and all 4 of it are dead")]
    [InlineData("two consumers", "a", 1, "kept: it is always -1, and b meets it beside the zeros of its padding")]
    [InlineData("shared over twins", "p", 2, "kept: it is alive at s, where ")]
    public void A_reason_is_given(string planted, string layer, int channel, string reason)
    {
        var chosen = PlantedCase.All.Single(other => other.Name == planted);
        using var model = new PruneModel(chosen.Spec).Kill(chosen.Killed);
        using var pruned = model.Prune();

        Assert.StartsWith(reason, pruned.WhyKept(layer, channel), StringComparison.Ordinal);
    }

    [Fact]
    public void A_channel_that_is_alive_in_the_other_member_of_an_addition_says_where()
    {
        using var model = new PruneModel($$"""
            - Conv2D: { filters: 5, kernel_size: 3, padding: same, {{Relu}}, name: a }
            - Conv2D: { filters: 5, kernel_size: 1, {{Relu}}, name: b }
            - Add: {}
              inputs: [a, b]
            - Conv2D: { filters: 4, kernel_size: 1, {{Relu}}, name: c }
            """ + PruneModel.Head).Kill("a: 2");
        using var pruned = model.Prune();

        Assert.StartsWith("kept: it is alive at c, where ", pruned.WhyKept("a", 2), StringComparison.Ordinal);
        Assert.StartsWith("kept: it is alive at c, where ", pruned.WhyKept("b", 2), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_model_inside_declares_as_its_input_stays()
    {
        using var model = new PruneModel($$"""
            - Conv2D: { filters: 4, kernel_size: 1, {{Relu}}, name: a }
            - Functional: { input: [null, null, 4], layers: [{ Conv2D: { filters: 5, kernel_size: 1, {{Relu}}, name: b } }], name: m }
            """ + PruneModel.Head).Kill("a: 1; m/b: 2");
        using var pruned = model.Prune();

        Assert.Equal("m/b: 2", pruned.Removed);
        Assert.Equal("kept: the spec declares with how many channels 'm' takes its input", pruned.WhyKept("a", 1));
        pruned.AssertComputesTheSame();
    }

    [Fact]
    public void Models_that_are_repeated_are_written_out_where_they_differ()
    {
        using var model = new PruneModel($$"""
            - Sequential: { layers: [{ Conv2D: { filters: 3, kernel_size: 1, {{Relu}}, name: b } }], name: m }
              repeat: 2
            """ + PruneModel.Head).Kill("m_1/b: 1");
        using var pruned = model.Prune();

        Assert.Equal("m_1/b: 1", pruned.Removed);
        pruned.AssertComputesTheSame();
    }

    [Fact]
    public void A_number_with_an_anchor_is_written_out()
    {
        using var model = new PruneModel("""
            archspec: 1
            input: [&n 8, 4, 3]
            layers:
              - Conv2D: { filters: *n, kernel_size: 3, activation: relu, name: a }
              - GlobalAveragePooling2D
              - Dense: { units: 3, activation: softmax }
            """).Kill("a: 1");
        using var pruned = model.Prune();

        Assert.Equal("a: 1", pruned.Removed);
        Assert.Contains("filters: 7", pruned.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_softmax_sums_over_stays()
    {
        using var model = new PruneModel("- Conv2D: { filters: 4, kernel_size: 1, activation: softmax }" + PruneModel.Head);
        var map = ChannelMap.Of(model.Compiled.Graph);

        Assert.All(map.Sources[0].Identities, identity => Assert.Equal("softmax divides by the sum over all channels", map.PinOf(map.ClassOf(identity))));
    }

    [Fact]
    public void What_the_model_returns_stays()
    {
        using var model = new PruneModel(PruneModel.Header.Replace("layers:", "outputs: [b]\nlayers:", StringComparison.Ordinal) + $"""
              - Conv2D: [4, 3]
                name: a
              - Activation: relu
                name: b
            """).Kill("a: 1");
        using var pruned = model.Prune();

        Assert.Equal("", pruned.Removed);
        Assert.Equal("the model's output", pruned.Plan.Map.PinOf(pruned.Plan.Map.Channels[^1][1]));
    }

    [Fact]
    public void A_reason_to_go_has_its_bound()
    {
        // Channel 0 needs nine white pixels in a row, which the images do not have; no image can make channel 1 fire.
        using var model = new PruneModel(Two, images: 23).Set("a", 0, kernel: 1, bias: -26).Kill("a: 1");
        using var pruned = model.Prune();

        Assert.Equal(
            [(false, "never fired on 23 images: on at most 12.21% at 95% confidence"), (true, "never fired on 23 images: its weights let it fire on no image")],
            pruned.Plan.Layers[0].Removed.Select(verdict => (verdict.Certified, verdict.Reason)));
        Assert.Contains("# was 4: 2 never fired on 23 images (1 certified)", pruned.Text, StringComparison.Ordinal);
    }
}
