using ArchSpec.Training.Prune;
using ArchSpec.Training.Prune.Parts;

namespace ArchSpec.Training.Tests.Prune.Parts;

/// <summary>Branches of a concatenation of which every channel is dead go as a whole.</summary>
public sealed class DeadBranchTests
{
    private const string Stem = "- Conv2D: { filters: 4, kernel_size: 3, padding: same, activation: relu, name: stem }\n";
    private const string One = "- Conv2D: { filters: 3, kernel_size: 1, activation: relu, name: one }";
    private const string Three = "- Conv2D: { filters: 2, kernel_size: 1, activation: relu, name: reduce }\n- Conv2D: { filters: 4, kernel_size: 3, padding: same, activation: relu, name: three }";
    private const string Pooled = "- MaxPooling2D: { pool_size: 3, strides: 1, padding: same, name: pool }\n- Conv2D: { filters: 2, kernel_size: 1, activation: relu, name: pooled }";
    private const string After = "- Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: after }";

    private static readonly string Whole = Stem + Branches(One, Three, Pooled) + After + PruneModel.Head;

    [Fact]
    public void Where_every_branch_has_a_live_channel_none_goes()
    {
        using var model = new PruneModel(Whole).Kill("one: 0 1; three: 1; pooled: 0");

        Assert.True(model.Find().IsEmpty);
    }

    [Fact]
    public void A_branch_goes_with_all_its_layers()
    {
        using var model = new PruneModel(Whole).Kill("three: 0 1 2 3");
        var plan = model.Find();

        Assert.Equal("join[1]: reduce three", plan.Text());
        Assert.True(plan.Cuts[0].IsLossless);
        Assert.Equal("none of its 4 channels ever fired on 23 images: their weights let them fire on no image", plan.Cuts[0].Reason);
        model.AssertComputesTheSame(plan, Stem + Branches(One, Pooled) + After + PruneModel.Head);
    }

    [Fact]
    public void Of_the_branches_that_are_left_one_is_no_join()
    {
        using var model = new PruneModel(Whole).Kill("one: 0 1 2; pooled: 0 1");
        var plan = model.Find();

        Assert.Equal("join[0]: one; join[2]: pool pooled", plan.Text());
        model.AssertComputesTheSame(plan, Stem + Three + "\n" + After + PruneModel.Head);
    }

    [Fact]
    public void Where_all_are_dead_it_is_left_to_the_channels()
    {
        using var model = new PruneModel(Whole).Kill("one: 0 1 2; three: 0 1 2 3; pooled: 0 1");

        Assert.True(model.Find().IsEmpty);
    }

    [Fact]
    public void A_branch_that_a_normalisation_makes_a_constant_of_goes_where_a_bias_can_take_it_over()
    {
        using var model = new PruneModel(Normalised(After)).Kill("three: 0 1 2 3");
        var plan = model.Find();

        Assert.Equal("join[1]: reduce three", plan.Text());
        Assert.Equal("its 4 channels never change: what they add is folded into biases", plan.Cuts[0].Reason);
        model.AssertComputesTheSame(plan, Stem + One + "\n- BatchNormalization: { name: bn }\n- ReLU\n" + After + PruneModel.Head, 1e-6);
    }

    [Fact]
    public void Where_no_bias_can_take_it_over_it_stays_unless_it_is_0()
    {
        var spec = Normalised(After.Replace("kernel_size: 1", "kernel_size: 3, padding: same", StringComparison.Ordinal));
        using var alive = new PruneModel(spec).Kill("three: 0 1 2 3");
        using var dead = new PruneModel(spec).Kill("three: 0 1 2 3").Zero("bn", "beta", "moving_mean");

        Assert.True(alive.Find().IsEmpty);
        Assert.Equal("join[1]: reduce three", dead.Find().Text());
    }

    [Fact]
    public void A_branch_of_a_block_goes_though_its_number_is_computed()
    {
        const string spec = """
            archspec: 1
            input: [8, 4, 3]
            blocks:
              Inception:
                parameters: [f]
                layers:
                  - branches:
                      - - Conv2D: { filters: "${f}", kernel_size: 1, activation: relu, name: one }
                      - - Conv2D: { filters: "${f * 2}", kernel_size: 3, padding: same, activation: relu, name: three }
                    join: Concatenate
                    name: join
            layers:
              - Inception: { f: 3, name: i }
              - Inception: { f: 2, name: k }
              - Flatten
              - Dense: [3, softmax]
            """;
        using var model = new PruneModel(spec).Kill("i/three: 0 1 2 3 4 5");
        var plan = model.Find();

        Assert.Equal("i/join[1]: i/three", plan.Text());
        model.AssertComputesTheSame(plan, spec.Replace("- Inception: { f: 3, name: i }", "- Conv2D: { filters: 3, kernel_size: 1, activation: relu, name: one }", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n        name: cat")]
    public void A_branch_at_the_end_of_a_block_goes_in_one_of_its_uses(string name)
    {
        var spec = $$"""
            archspec: 1
            input: [8, 4, 3]
            blocks:
              Inc:
                layers:
                  - branches:
                      - - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: b1 }
                      - - Conv2D: { filters: 3, kernel_size: 1, activation: relu, name: b2 }
                      - - Conv2D: { filters: 2, kernel_size: 1, activation: relu, name: b3 }
            layers:
              - Inc
              - Inc
              - GlobalMaxPooling2D
              - Dense: { units: 3, activation: softmax, name: d }
            """.Replace("name: b3 }", "name: b3 }" + name, StringComparison.Ordinal);
        using var model = new PruneModel(spec).Kill("inc/b3: 0 1");
        var measured = model.Measure();
        var plan = measured.Parts(model.Draft, model.Target().Place, model.Images.Split.ClassNames, PruneMode.Lossless, new SafeLimits());

        Assert.Equal("", plan.WhyKept());
        using var written = PartStep.Apply(model.Draft, plan, model.Target(), model.Images).Draft;
        Assert.Contains("# was Conv2D: none of its 2 channels ever fired on 23 images: their weights let them fire on no image", written.Files[0].Text, StringComparison.Ordinal);
        Assert.Contains("\n  - Inc_2\n  - Inc\n", written.Files[0].Text, StringComparison.Ordinal);
        Assert.Equal(6, written.Compiled.WeightedLayers.Count);
    }

    [Fact]
    public void A_part_that_stays_is_reported_though_none_goes()
    {
        var spec = Stem + Branches(One, Three) + """
            - Conv2D: { filters: 7, kernel_size: 1, activation: relu, name: tied, inputs: stem }
            - Add: { inputs: [join, tied] }
            """ + "\n" + After + PruneModel.Head;
        using var model = new PruneModel(spec).Kill("three: 0 1 2 3; tied: 3 4 5 6");
        var plan = model.Find();

        Assert.Equal(
            [new PartRefusalReport("join", "input 2 kept: its channels are tied to those of tied")],
            PartReports.RefusedIn(plan));
    }

    [Fact]
    public void A_branch_that_ends_in_a_concatenation_goes_whole()
    {
        const string inner = "- branches:\n    - - Conv2D: { filters: 2, kernel_size: 1, activation: relu, name: left }\n    - - Conv2D: { filters: 3, kernel_size: 1, activation: relu, name: right }\n  join: Concatenate\n  name: inner";
        using var model = new PruneModel(Stem + Branches(One, inner) + After + PruneModel.Head).Kill("left: 0 1; right: 0 1 2");
        var plan = model.Find();

        Assert.Equal("join[1]: left right inner", plan.Text());
        model.AssertComputesTheSame(plan, Stem + One + "\n" + After + PruneModel.Head);
    }

    [Fact]
    public void A_branch_whose_channels_are_tied_to_other_layers_stays_with_its_reason()
    {
        var spec = Stem + Branches(One, Three) + """
            - Conv2D: { filters: 7, kernel_size: 1, activation: relu, name: tied, inputs: stem }
            - Add: { inputs: [join, tied] }
            """ + "\n" + After + PruneModel.Head;
        using var model = new PruneModel(spec).Kill("three: 0 1 2 3; tied: 3 4 5 6");
        var plan = model.Find();

        Assert.Equal("", plan.Text());
        Assert.Equal("join[1] kept: its channels are tied to those of tied", plan.WhyKept());
    }

    [Fact]
    public void A_branch_that_is_joined_twice_stays_with_its_reason()
    {
        const string spec = Stem + """
            - Conv2D: { filters: 3, kernel_size: 1, activation: relu, name: one }
            - Conv2D: { filters: 2, kernel_size: 1, activation: relu, name: twice }
            - Concatenate: { inputs: [one, twice], name: first }
            - Concatenate: { inputs: [first, twice], name: second }
            """ + PruneModel.Head;
        using var model = new PruneModel(spec).Kill("twice: 0 1");
        var plan = model.Find();

        Assert.Equal("", plan.Text());
        Assert.Contains("first[1] kept: second uses twice too", plan.WhyKept(), StringComparison.Ordinal);
    }

    [Fact]
    public void Joined_along_the_height_nothing_is_a_branch()
    {
        using var model = new PruneModel("""
            - Conv2D: { filters: 2, kernel_size: 1, activation: relu, name: x }
            - Conv2D: { filters: 2, kernel_size: 1, activation: relu, name: y, inputs: input_layer }
            - Concatenate: { axis: 1, inputs: [x, y] }
            """ + PruneModel.Head).Kill("y: 0 1");

        Assert.True(model.Find().IsEmpty);
    }

    private static string Normalised(string after) => Stem + Branches(One, Three) + "- BatchNormalization: { name: bn }\n- ReLU\n" + after + PruneModel.Head;

    private static string Branches(params string[] branches) =>
        "- branches:\n" + string.Concat(branches.Select(branch => "    - " + branch.Replace("\n", "\n      ", StringComparison.Ordinal) + "\n")) + "  join: Concatenate\n  name: join\n";
}
