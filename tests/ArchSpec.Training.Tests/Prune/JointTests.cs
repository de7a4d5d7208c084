using ArchSpec.Training.Data;
using ArchSpec.Training.Prune;
using ArchSpec.Training.Tests.Prune.Parts;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Prune;

/// <summary>What the safe mode takes is judged together: many channels that each hardly ever fire may be all that a label has.</summary>
public sealed class JointTests
{
    // Units of 'a' look at one pixel each, which is white on a few plums; without them a plum is an apple or a pear, told by another pixel.
    private const int Detectors = 40;
    private const int Brightness = 95;

    private const string Spec = """
        - Flatten
        - Dense: { units: 41, activation: relu, name: a }
        - Dense: { units: 3, activation: softmax, name: head }
        """;

    [Fact]
    public void Many_that_each_hardly_ever_fire_do_not_go_together()
    {
        using var model = Model(plums: 40, pixelOf: unit => unit);
        using var safe = model.Prune(PruneMode.Safe);

        Assert.Equal("a: 0", safe.Removed); // 1 of 40 plums; a second one would be the 5% that no channel may have
        Assert.Equal("kept: with what goes before it, that would be missed on 5% of the images of plum", safe.WhyKept("a", 1));
        Assert.Equal((1, 1), (safe.Plan.Joint!.Channels, safe.Plan.Joint.Fired.Count));
    }

    [Fact]
    public void The_share_of_the_images_counts_and_not_their_number()
    {
        using var model = Model(plums: 400, pixelOf: unit => unit);
        using var safe = model.Prune(PruneMode.Safe);

        Assert.Equal("a: 0", safe.Removed); // 10 of 400 plums each
        Assert.Equal(10, safe.Plan.Joint!.Fired.Count);
    }

    [Fact]
    public void Those_that_fire_on_the_same_images_count_once()
    {
        using var model = Model(plums: 40, pixelOf: unit => unit / 20, weight: 0.5);
        using var safe = model.Prune(PruneMode.Safe);

        Assert.Equal($"a: {string.Join(' ', Enumerable.Range(0, 20))}", safe.Removed);
        Assert.Equal((20, 1), (safe.Plan.Joint!.Channels, safe.Plan.Joint.Fired.Count));
    }

    [Fact]
    public void What_they_carry_is_added_up()
    {
        using var model = Model(plums: 40, pixelOf: unit => unit / 20, weight: 2);
        using var safe = model.Prune(PruneMode.Safe);

        Assert.Matches(@"^kept: with what goes before it, it carries 0\.1\d*% of what head takes in$", safe.WhyKept("a", 19));
        Assert.InRange(safe.Plan.Joint!.Energy, 0.0005, 0.001);
        Assert.Equal("head", safe.Plan.Joint.Layer);
    }

    [Fact]
    public void What_went_before_counts_too()
    {
        using var model = Model(plums: 40, pixelOf: unit => unit);
        var measured = model.Measure();
        var plan = measured.Plan(model.Images.Split.ClassNames, PruneMode.Safe, new SafeLimits(), JointLoss.None with { Channels = 1, Fired = new HashSet<int> { 2 } });

        Assert.DoesNotContain(plan.RemovedClasses, name => plan.Layers.Any(layer => layer.Removed.Any(verdict => verdict.Class == name && verdict.Channel != 0)));
        Assert.Equal((1 + plan.RemovedClasses.Count, 1), (plan.Joint!.Channels, plan.Joint.Fired.Count)); // what fires on that image alone costs nothing more
    }

    [Fact]
    public void Where_the_accuracy_of_a_label_would_fall_fewer_go()
    {
        using var model = Model(plums: 400, pixelOf: unit => unit);
        var said = new List<string>();
        var outcome = Round(model, said);

        // 10 of 400 plums would be lost, of which all were right.
        Assert.Equal("the accuracy on plum would fall from 1.0000 to 0.9750, below the 95% interval of what it was (0.9905 to 1.0000, 400 images): looking for fewer channels", said[0]);
        Assert.Equal(outcome.Before.Correct, outcome.After.Correct);
        Assert.Null(outcome.Joint);
        Assert.Equal(0.025, outcome.Limits!.LabelShare);
        Assert.Contains("so fewer channels go", outcome.Warnings.Single(), StringComparison.Ordinal);
        outcome.Progress.Draft.Dispose();
    }

    [Fact]
    public void The_report_has_what_it_comes_to_for_each_label()
    {
        using var model = Model(plums: 40, pixelOf: unit => unit);
        var outcome = Round(model, []);

        Assert.Equal(["apple", "pear", "plum"], outcome.Joint!.Labels.Select(label => label.Label));
        Assert.Equal(new JointLabelReport("plum", 40, 1, 40, 40, 39), outcome.Joint.Labels[2]);
        Assert.Equal(new JointLabelReport("apple", 40, 0, 40, 40, 40), outcome.Joint.Labels[0]);
        Assert.Empty(outcome.Warnings);
        outcome.Progress.Draft.Dispose();
    }

    private static PruneOutcome Round(PruneModel model, List<string> said)
    {
        var data = new PruneData(null!, model.Images, model.Images, model.Images);
        var work = new PruneWork(model.Request(PruneMode.Safe), model.Target(), data, said.Add, CancellationToken.None);
        return new SingleRound(work).Run(PruneProgress.Begin(model.Draft));
    }

    // As many apples and pears as plums; each plum has one white pixel, that of one unit after the other.
    private static PruneModel Model(int plums, Func<int, int> pixelOf, double weight = 4)
    {
        var model = new PruneModel(Spec)
        {
            Images = ImageSet.FromMemory(new ImageShape(8, 4, 3), ["apple", "pear", "plum"], [.. Enumerable.Range(0, 3 * plums).Select(index => (index % 3, Pixels(index % 3, index / 3)))]),
        };
        using var scope = NewDisposeScope();
        var (look, head) = (zeros(96, Detectors + 1), zeros(Detectors + 1, 3));
        for (var unit = 0; unit < Detectors; unit++)
        {
            look[pixelOf(unit), unit] = 1;
            head[unit, 2] = weight;
        }

        look[Brightness, Detectors] = 1;
        head[Detectors, 0] = -20;
        head[Detectors, 1] = 20;
        return model
            .Change("a", "kernel", _ => look).Change("a", "bias", whole => whole.zero_())
            .Change("head", "kernel", _ => head).Change("head", "bias", _ => tensor(new float[] { 10, -10, 0 }));
    }

    private static byte[] Pixels(int label, int number)
    {
        var pixels = new byte[96];
        pixels[Brightness] = label == 0 || (label == 2 && number % 2 == 0) ? (byte)102 : (byte)153;
        if (label == 2)
        {
            pixels[number % Detectors] = 255;
        }

        return pixels;
    }
}
