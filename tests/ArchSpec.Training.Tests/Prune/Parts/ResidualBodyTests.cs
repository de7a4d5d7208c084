using ArchSpec.Training.Data;
using ArchSpec.Training.Prune;
using ArchSpec.Training.Prune.Parts;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Prune.Parts;

/// <summary>Residual bodies that add nothing go as a whole, and nothing else does.</summary>
public sealed class ResidualBodyTests
{
    private const string Stem = "- Conv2D: { filters: 4, kernel_size: 3, padding: same, activation: relu, name: stem }\n";

    private static readonly string Two = Stem + Block("a") + Block("b") + PruneModel.Head;

    [Fact]
    public void Where_every_body_adds_something_none_goes()
    {
        using var model = new PruneModel(Two);
        var plan = model.Find();

        Assert.True(plan.IsEmpty);
        Assert.Equal("", plan.WhyKept());
    }

    [Theory]
    [InlineData("a", "add_a[1]: a1 a2", "b")]
    [InlineData("b", "add_b[1]: b1 b2", "a")]
    public void One_whose_last_kernel_and_bias_are_0_goes(string dead, string gone, string left)
    {
        using var model = new PruneModel(Two).Zero($"{dead}2", "kernel", "bias");
        var plan = model.Find();

        Assert.Equal(gone, plan.Text());
        Assert.True(plan.Cuts[0].IsLossless);
        Assert.Equal("was 0 on all 23 images", plan.Cuts[0].Reason);
        Assert.Equal((4 * 4 * 9) + 4 + (4 * 4) + 4, plan.Cuts[0].Parameters);
        Assert.Equal(2 * 8 * 4 * ((4 * 4 * 9) + (4 * 4)), plan.Cuts[0].Flops);
        model.AssertComputesTheSame(plan, Stem + Block(left) + PruneModel.Head);
    }

    [Fact]
    public void One_whose_normalisation_has_a_gamma_of_0_goes()
    {
        const string body = """
            - branches:
                - []
                - - Conv2D: { filters: 4, kernel_size: 3, padding: same, use_bias: false, name: a1 }
                  - BatchNormalization: { name: bn1 }
                  - ReLU
                  - Conv2D: { filters: 4, kernel_size: 3, padding: same, use_bias: false, name: a2 }
                  - BatchNormalization: { name: bn2 }
              join: Add
              name: add_a
            """;
        using var model = new PruneModel(Stem + body + "\n- ReLU: { name: out }\n" + Block("b") + PruneModel.Head).Zero("bn2", "gamma", "beta");
        var plan = model.Find();

        Assert.Equal("add_a[1]: a1 bn1 re_lu a2 bn2", plan.Text());
        model.AssertComputesTheSame(plan, Stem + "- ReLU: { name: out }\n" + Block("b") + PruneModel.Head);
    }

    [Fact]
    public void Of_three_addends_each_that_is_0_goes()
    {
        const string three = """
            - branches:
                - []
                - - Conv2D: { filters: 4, kernel_size: 1, name: x }
                - - Conv2D: { filters: 4, kernel_size: 1, name: y }
                - - Conv2D: { filters: 4, kernel_size: 1, name: z }
              join: Add
              name: sum

            """;
        using var model = new PruneModel(Stem + three + PruneModel.Head).Zero("x", "kernel", "bias").Zero("z", "kernel", "bias");
        var plan = model.Find();

        Assert.Equal("sum[1]: x; sum[3]: z", plan.Text());
        model.AssertComputesTheSame(plan, Stem + """
            - branches:
                - []
                - - Conv2D: { filters: 4, kernel_size: 1, name: y }
              join: Add
              name: sum
            """ + PruneModel.Head);
    }

    [Fact]
    public void A_body_in_a_body_goes_with_it()
    {
        const string nested = """
            - branches:
                - []
                - - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: first }
                  - branches:
                      - []
                      - - Conv2D: { filters: 4, kernel_size: 1, name: inner }
                    join: Add
                    name: add_inner
                  - Conv2D: { filters: 4, kernel_size: 1, name: last }
              join: Add
              name: add_outer

            """;
        using var model = new PruneModel(Stem + nested + PruneModel.Head).Zero("inner", "kernel", "bias").Zero("last", "kernel", "bias");
        var plan = model.Find();

        Assert.Equal("add_outer[1]: first inner add_inner last", plan.Text());
        model.AssertComputesTheSame(plan, Stem + PruneModel.Head);
    }

    [Fact]
    public void Where_all_that_is_added_is_0_it_is_left_to_the_channels()
    {
        const string both = """
            - branches:
                - - Conv2D: { filters: 4, kernel_size: 1, name: x }
                - - Conv2D: { filters: 4, kernel_size: 1, name: y }
              join: Add

            """;
        using var model = new PruneModel(Stem + both + PruneModel.Head).Zero("x", "kernel", "bias").Zero("y", "kernel", "bias");

        Assert.True(model.Find().IsEmpty);
    }

    [Fact]
    public void What_is_added_to_something_else_too_stays_with_its_reason()
    {
        var spec = Stem + Block("a") + """
            - Conv2D: { filters: 4, kernel_size: 1, name: other, inputs: stem }
            - Add: { inputs: [other, a2], name: again }
            - Add: { inputs: [add_a, again], name: all }
            """ + PruneModel.Head;
        using var model = new PruneModel(spec).Zero("a2", "kernel", "bias");
        var plan = model.Find();

        // The one that is looked at last is then the only user.
        Assert.Equal("", plan.Text());
        Assert.Equal("add_a[1] kept: again uses a2 too; again[1] kept: add_a uses a2 too", plan.WhyKept());
    }

    [Fact]
    public void A_layer_inside_that_another_takes_stays_and_what_is_behind_it_goes()
    {
        var spec = Stem + Block("a") + """
            - Concatenate: { inputs: [add_a, a1] }
            """ + PruneModel.Head;
        using var model = new PruneModel(spec).Zero("a2", "kernel", "bias");
        var plan = model.Find();

        Assert.Equal("add_a[1]: a2", plan.Text());
        model.AssertComputesTheSame(plan, Stem + """
            - Conv2D: { filters: 4, kernel_size: 3, padding: same, activation: relu, name: a1 }
            - Concatenate: { inputs: [stem, a1] }
            """ + PruneModel.Head);
    }

    [Fact]
    public void A_layer_that_is_called_again_elsewhere_stays_with_its_reason()
    {
        var spec = Stem + Block("a") + """
            - reuse: a1
              inputs: stem
              name: once_more
            - Conv2D: { filters: 4, kernel_size: 1, name: c }
            - Add: { inputs: [add_a, c], name: sum }
            """ + PruneModel.Head;
        using var model = new PruneModel(spec).Zero("a2", "kernel", "bias");
        var plan = model.Find();

        Assert.Equal("", plan.Text());
        Assert.Equal("add_a[1] kept: a1 is called again, as an input of c", plan.WhyKept());
    }

    [Fact]
    public void What_a_model_is_given_is_not_for_its_inside_to_remove()
    {
        const string spec = """
            - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: p }
            - Conv2D: { filters: 4, kernel_size: 1, name: q, inputs: input_layer }
            - Functional:
                inputs: { x: [8, 4, 4], y: [8, 4, 4] }
                layers:
                  - Add: { inputs: [x, y], name: sum }
              name: m
              inputs: [p, q]
            """ + PruneModel.Head;
        using var model = new PruneModel(spec).Zero("q", "kernel", "bias");
        var plan = model.Find();

        Assert.Equal("", plan.Text());
        Assert.Equal("m/sum[1] kept: q is outside of 'm'", plan.WhyKept());
    }

    [Fact]
    public void A_body_in_a_model_that_is_called_twice_goes_where_it_is_0_in_both_calls()
    {
        var spec = $$"""
            - Conv2D: { filters: 4, kernel_size: 3, padding: same, activation: relu, name: p }
            - Conv2D: { filters: 4, kernel_size: 3, padding: same, activation: relu, name: q, inputs: input_layer }
            - Functional:
                layers:
                  - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: s }
            {{Block("a", "      ")}}
              name: m
              inputs: p
            - reuse: m
              inputs: q
              name: again
            - Concatenate: { inputs: [m, again] }
            """ + PruneModel.Head;
        using var model = new PruneModel(spec).Zero("m/a2", "kernel", "bias");
        var plan = model.Find();

        Assert.Equal("m/add_a[1]: m/a1 m/a2 m/a1 m/a2", plan.Text());
        model.AssertComputesTheSame(plan, spec.Replace(Block("a", "      "), "", StringComparison.Ordinal));
    }

    [Fact]
    public void What_hardly_adds_anything_goes_in_the_safe_mode_alone()
    {
        using var model = new PruneModel(Two).Zero("a2", "kernel").Change("a2", "bias", bias => bias.fill_(0.01));
        var safe = model.Find(PruneMode.Safe);

        Assert.True(model.Find().IsEmpty);
        Assert.Equal("add_a[1]: a1 a2", safe.Text());
        Assert.False(safe.Cuts[0].IsLossless);
        Assert.Matches(@"^was only 0\.000\d+% of what is added$", safe.Cuts[0].Reason);

        // The masked original is what it must equal; the original itself it cannot.
        var (small, proof) = model.TakeOut(safe, Stem + Block("b") + PruneModel.Head);
        small.Dispose();
        Assert.InRange(proof.LargestDifference, 0, proof.Tolerance * proof.LargestOutput);
    }

    [Fact]
    public void What_adds_more_stays_in_the_safe_mode_too()
    {
        using var model = new PruneModel(Two).Zero("a2", "kernel").Change("a2", "bias", bias => bias.fill_(2));

        Assert.True(model.Find(PruneMode.Safe).IsEmpty);
    }

    [Fact]
    public void What_one_rare_label_needs_stays_by_its_name()
    {
        // Red everywhere but on the one plum among 2,000, which is black: there only the body adds anything.
        var images = Enumerable.Range(0, 2_000).Select(index =>
            (index == 999 ? 2 : index % 2, Enumerable.Range(0, 32).SelectMany(_ => new byte[] { (byte)(index == 999 ? 0 : 255), 0, 0 }).ToArray()));
        const string spec = """
            - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: stem }
            - branches:
                - []
                - - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: body }
              join: Add
              name: sum
            """ + PruneModel.Head;
        using var model = new PruneModel(spec) { Images = ImageSet.FromMemory(new ImageShape(8, 4, 3), ["apple", "pear", "plum"], [.. images]) };
        model.Change("stem", "kernel", kernel => kernel.fill_(10)).Zero("stem", "bias");
        model.Change("body", "kernel", kernel => kernel.fill_(-10)).Change("body", "bias", bias => bias.fill_(1));
        var plan = model.Find(PruneMode.Safe, batchSize: 64);

        Assert.Equal("", plan.Text());
        Assert.Matches(@"^sum\[1\] kept: it is only 0\.000\d+% of what is added, but 100% on the images of plum$", plan.WhyKept());
    }

    [Fact]
    public void A_gate_that_is_added_to_every_place_is_no_part_where_the_shape_needs_the_other()
    {
        const string spec = """
            - Conv2D: { filters: 4, kernel_size: 1, name: where }
            - GlobalAveragePooling2D: { keepdims: true, name: mean, inputs: input_layer }
            - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: what }
            - Add: { inputs: [where, what], name: sum }
            """ + PruneModel.Head;
        using var model = new PruneModel(spec).Zero("where", "kernel", "bias");
        var plan = model.Find();

        Assert.Equal("", plan.Text());
        Assert.Equal("sum[0] kept: without it sum would have another shape than 8 × 4 × 4", plan.WhyKept());
        using var other = new PruneModel(spec).Zero("what", "kernel", "bias");
        Assert.Equal("sum[1]: mean what", other.Find().Text());
    }

    [Fact]
    public void A_new_spec_of_other_layers_is_refused()
    {
        using var model = new PruneModel(Two).Zero("a2", "kernel", "bias");
        var plan = model.Find();

        var error = Assert.Throws<PruneException>(() => model.TakeOut(plan, Stem + Block("b") + "- BatchNormalization" + PruneModel.Head));
        Assert.Equal("the new spec has the BatchNormalization layer 'batch_normalization' where the Dense layer 'head' should be, and nothing has been written", error.Message);
    }

    [Fact]
    public void A_new_spec_that_computes_something_else_is_refused()
    {
        using var model = new PruneModel(Two).Zero("a2", "kernel", "bias");
        var plan = model.Find();
        var wrong = (Stem + Block("b") + PruneModel.Head).Replace("activation: relu, name: b1", "name: b1", StringComparison.Ordinal);

        var error = Assert.Throws<PruneException>(() => model.TakeOut(plan, wrong));
        Assert.StartsWith("the pruned network does not compute what the original does", error.Message, StringComparison.Ordinal);
    }

    private static string Block(string name, string indent = "") => string.Concat($$"""
        - branches:
            - []
            - - Conv2D: { filters: 4, kernel_size: 3, padding: same, activation: relu, name: {{name}}1 }
              - Conv2D: { filters: 4, kernel_size: 1, name: {{name}}2 }
          join: Add
          name: add_{{name}}

        """.Split('\n').Where(line => line.Length > 0).Select(line => $"{indent}{line}\n"));
}
