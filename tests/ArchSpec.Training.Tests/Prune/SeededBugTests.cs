using System.Collections.Immutable;
using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Plugins;
using ArchSpec.Training.Prune;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Prune;

/// <summary>Check 3 of the design: a layer that says something wrong about its channels, or a wrong slice, never gets past the comparison.</summary>
public sealed class SeededBugTests
{
    private const string Flat = """
        - Conv2D: { filters: 4, kernel_size: 3, activation: relu, name: a }
        - Flatten
        - Dense: { units: 3, activation: softmax }
        """;

    private const string Sum = """
        - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: a }
        - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: b }
        - Add: {}
          inputs: [a, b]
        """ + PruneModel.Head;

    [Fact]
    public void Flattening_in_another_order_is_caught() =>
        Refuses<PruneException>(Flat, "a: 1", "Flatten", (layer, call, context) =>
        {
            var size = call.Input.Size!.Value / context.Inputs[0].Length;
            return [.. context.Inputs[0].SelectMany(identity => Enumerable.Repeat(identity, (int)size))];
        }, PruneDeadAtProducer);

    [Fact]
    public void An_addition_that_unites_nothing_is_caught() =>
        Refuses<PruneException>(Sum, "a: 1", "Add", (_, _, context) => context.Inputs[1], PruneDeadAtProducer);

    [Fact]
    public void A_concatenation_in_another_order_is_caught() =>
        Refuses<PruneException>("""
            - branches:
                - - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: a }
                - - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: b }
              join: Concatenate
            """ + PruneModel.Head, "a: 1", "Concatenate", (_, _, context) => [.. context.Inputs[1], .. context.Inputs[0]], PruneDeadAtProducer);

    [Fact]
    public void A_softmax_that_pins_nothing_is_caught() =>
        Refuses<PruneException>("""
            - Conv2D: { filters: 4, kernel_size: 3, name: a }
            - Activation: softmax
            """ + PruneModel.Head, "a: 1", "Activation", (_, _, context) => context.Inputs[0], PruneDeadAtProducer);

    [Fact]
    public void A_product_that_unites_nothing_is_caught() =>
        Refuses<PruneException>(Sum.Replace("Add", "Multiply", StringComparison.Ordinal), "a: 1", "Multiply", (_, _, context) => context.Inputs[1], PruneDeadAtProducer);

    [Theory]
    [InlineData("b: 2")] // 3 filters are no 2 groups
    [InlineData("b: 1 2")] // one filter of each group
    public void Groups_that_are_not_tied_are_caught(string killed) =>
        Refuses<PruneException>(Groups, killed, "Conv2D", (layer, call, context) => call.Arguments.Get((Argument<int>)layer.Arguments.Single(argument => argument.Name == "groups")) == 1
            ? layer.Channels(call, context)
            : context.Fresh((Argument<int>)layer.Arguments[0]));

    [Fact]
    public void Groups_that_are_cut_from_one_input_alone_are_caught() =>
        Refuses<PruneException>(Groups, "a: 0 1", "Conv2D", (layer, call, context) => call.Arguments.Get((Argument<int>)layer.Arguments.Single(argument => argument.Name == "groups")) == 1
            ? layer.Channels(call, context)
            : context.Fresh((Argument<int>)layer.Arguments[0]), PruneTwoDeadAtProducer);

    [Theory]
    [InlineData(0)]
    [InlineData(1.001)]
    public void A_wrong_constant_is_caught(double factor)
    {
        using var model = new PruneModel(Flat).Fix("a: 1", 2);
        var plan = model.Plan();
        Assert.Equal([0, 2, 0, 0], plan.Constants.Single().Value.Take(4));
        var wrong = plan with { Constants = plan.Constants.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<double>)[.. pair.Value.Select(value => value * factor)]) };
        using var pruned = model.Finish(wrong);

        Assert.Throws<PruneException>(() => PruneVerifier.Verify(model.Compiled, plan, pruned.Network, model.Images, CPU));
    }

    [Fact]
    public void A_channel_that_is_constant_but_for_one_image_stays()
    {
        using var model = new PruneModel(Flat).Set("a", 1, kernel: 1, bias: -26);
        model.Images = Bright();
        Assert.Empty(model.Plan().RemovedClasses);
    }

    [Fact]
    public void An_output_that_is_not_pinned_is_caught()
    {
        using var model = new PruneModel(Flat + "\n").Kill("a: 1");
        var map = ChannelMap.Of(model.Compiled.Graph);
        var output = map.Channels[^1][0];
        Assert.Throws<PruneException>(() => FinishAndVerify(model, PlanOf(map, output)));
    }

    [Theory]
    [InlineData(0)] // a's kernel
    [InlineData(2)] // the head's kernel
    [InlineData(3)] // the head's bias
    public void A_corrupted_slice_is_caught(int weight)
    {
        using var model = new PruneModel(Flat).Kill("a: 1");
        using var pruned = model.Prune();
        using (no_grad())
        {
            var layer = pruned.Network.WeightedLayers[weight / 2];
            layer.Weights[weight % 2 == 0 ? "kernel" : "bias"].flatten()[0].add_(0.001);
        }

        var error = Assert.Throws<PruneException>(() => PruneVerifier.Verify(model.Compiled, pruned.Plan, pruned.Network, model.Images, CPU));
        Assert.Contains("nothing has been written", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Slices_in_another_order_are_caught()
    {
        using var model = new PruneModel(Flat).Kill("a: 1");
        using var pruned = model.Prune();
        using (no_grad())
        {
            var kernel = pruned.Network.WeightedLayers[1].Weights["kernel"];
            kernel.copy_(kernel.reshape(3, 12, 3).transpose(1, 2).reshape(3, 36));
        }

        Assert.Throws<PruneException>(() => PruneVerifier.Verify(model.Compiled, pruned.Plan, pruned.Network, model.Images, CPU));
    }

    [Fact]
    public void Values_that_are_no_numbers_are_caught()
    {
        using var model = new PruneModel(Flat).Kill("a: 1");
        using var pruned = model.Prune();
        using (no_grad())
        {
            pruned.Network.WeightedLayers[1].Weights["bias"].fill_(double.NaN);
        }

        Assert.Throws<PruneException>(() => PruneVerifier.Verify(model.Compiled, pruned.Plan, pruned.Network, model.Images, CPU));
    }

    private static void Refuses<TException>(
        string spec, string killed, string type, Func<ILayer, LayerCall, IChannelContext, ImmutableArray<int>> channels, Func<PruneModel, PrunePlan>? plan = null)
        where TException : Exception
    {
        var registry = new LayerRegistry(BuiltInLayers.Registry.All.Select(layer => layer.Type == type ? new Lying(layer, channels) : layer));
        using var model = new PruneModel(spec, registry: registry).Kill(killed);
        Assert.Throws<TException>(() =>
        {
            using var pruned = plan is null ? model.Prune() : model.Finish(plan(model));
            PruneVerifier.Verify(model.Compiled, pruned.Plan, pruned.Network, model.Images, CPU);
        });
    }

    private const string Groups = """
        - Conv2D: { filters: 6, kernel_size: 1, activation: relu, name: a }
        - Conv2D: { filters: 4, kernel_size: 1, groups: 2, activation: relu, name: b }
        - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: c }
        """ + PruneModel.Head;

    // Black, but for the last one.
    private static ArchSpec.Training.Data.ImageSet Bright() => ArchSpec.Training.Data.ImageSet.FromMemory(
        new ArchSpec.Training.Data.ImageShape(8, 4, 3),
        ["apple", "pear", "plum"],
        [.. Enumerable.Range(0, 6).Select(image => (image % 3, Enumerable.Repeat((byte)(image == 5 ? 255 : 0), 8 * 4 * 3).ToArray()))]);

    private static PrunePlan PruneTwoDeadAtProducer(PruneModel model)
    {
        var map = ChannelMap.Of(model.Compiled.Graph);
        var removed = map.Sources.Single(source => source.Path == "a").Identities.Take(2).Select(map.ClassOf).ToHashSet();
        return new PrunePlan(map, removed, [.. map.Sources.Select(source => new LayerPlan(
            source, [.. source.Identities.Index().Where(pair => removed.Contains(map.ClassOf(pair.Item))).Select(pair => new ChannelVerdict(pair.Index, map.ClassOf(pair.Item), "never"))], []))]);
    }

    // Removes channel 1 of a, whatever it is elsewhere: what measuring at the producer would do.
    private static PrunePlan PruneDeadAtProducer(PruneModel model)
    {
        var map = ChannelMap.Of(model.Compiled.Graph);
        return PlanOf(map, map.ClassOf(map.Sources.Single(source => source.Path == "a").Identities[1]));
    }

    private static PrunePlan PlanOf(ChannelMap map, int removed) => new(map, new HashSet<int> { removed }, [.. map.Sources.Select(source => new LayerPlan(
        source,
        [.. source.Identities.Index().Where(pair => map.ClassOf(pair.Item) == removed).Select(pair => new ChannelVerdict(pair.Index, removed, "never"))],
        []))]);

    private static void FinishAndVerify(PruneModel model, PrunePlan plan)
    {
        using var pruned = model.Finish(plan);
        PruneVerifier.Verify(model.Compiled, plan, pruned.Network, model.Images, CPU);
    }

    private sealed class Lying(ILayer layer, Func<ILayer, LayerCall, IChannelContext, ImmutableArray<int>> channels) : ILayer
    {
        public string Type => layer.Type;

        public string Summary => layer.Summary;

        public ImmutableArray<Argument> Arguments => layer.Arguments;

        public bool TakesSeveralInputs => layer.TakesSeveralInputs;

        public Argument<KerasObject>? Activation => layer.Activation;

        public ITorchBuilder Torch => layer.Torch;

        public Shape InferShape(LayerCall call) => layer.InferShape(call);

        public ImmutableArray<WeightSpec> Weights(LayerCall call) => layer.Weights(call);

        public long Flops(LayerCall call) => layer.Flops(call);

        public string? ObstacleToFolding(LayerCall call) => layer.ObstacleToFolding(call);

        public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => channels(layer, call, context);
    }
}
