using ArchSpec.Training.Compile;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Prune;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Prune;

/// <summary>Check 7 of the design: counts are whole numbers that do not depend on the batches, and memory does not grow with the data.</summary>
public sealed class StatisticsTests
{
    private const string Spec = """
        - Conv2D: { filters: 6, kernel_size: 3, padding: same, activation: relu, name: a }
        - MaxPooling2D: 2
        - Conv2D: { filters: 5, kernel_size: 3, padding: same, activation: relu, name: b }
        - Concatenate: {}
          inputs: [b, b]
        - Flatten
        - Dense: { units: 3, activation: softmax, name: head }
        """;

    [Fact]
    public void Counts_do_not_depend_on_the_batch_size()
    {
        using var model = new PruneModel(Spec, images: 65).Kill("a: 1");
        var (ones, sevens, all) = (Measure(model, 1), Measure(model, 7), Measure(model, 64));

        Assert.Equal(ones, sevens);
        Assert.Equal(ones, all);
    }

    [Fact]
    public void A_class_is_counted_over_all_its_places()
    {
        using var model = new PruneModel(Spec, images: 9);
        model.Set("b", 0, kernel: 0, bias: 2).Set("b", 1, kernel: 0, bias: -2);
        var map = ChannelMap.Of(model.Compiled.Graph);
        var figures = FiguresOf(model, map, 4)[map.Graph.Steps.Single(step => step.Path == "flatten").Index];

        // 2 copies of 4 x 2 places on 9 images, 3 of each label.
        var (constant, dead) = (figures.Channels[map.ClassOf(map.Sources[1].Identities[0])], figures.Channels[map.ClassOf(map.Sources[1].Identities[1])]);
        Assert.Equal((0, 144, 2.0, 9), (constant.Zeros, constant.Values, constant.Largest, constant.Fired));
        Assert.Equal((144, 144, 0.0, 0), (dead.Zeros, dead.Values, dead.Largest, dead.Fired));
        Assert.Equal(new long[] { 3, 3, 3 }, constant.FiredByLabel);
        Assert.Equal(1.0, dead.Apoz);
        Assert.Equal([4, 0], figures.MeanSquares.Take(2));
    }

    [Fact]
    public void Negative_values_are_no_zeros()
    {
        using var scope = NewDisposeScope();
        var statistics = new TensorStatistics([0, 1], 1);
        statistics.Add(tensor(new float[] { -3, 0, 1, -0f }).reshape(2, 2), [0, 0]);
        var figures = statistics.Read([2]);

        Assert.Equal((0, 2, 3.0, 2), (figures.Channels[0].Zeros, figures.Channels[0].Values, figures.Channels[0].Largest, figures.Channels[0].Fired));
        Assert.Equal((2, 2, 0.0, 0), (figures.Channels[1].Zeros, figures.Channels[1].Values, figures.Channels[1].Largest, figures.Channels[1].Fired));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 7 * 5)]
    [InlineData(5, 300)]
    [InlineData(16, 257)]
    [InlineData(37, 600)]
    public void One_pass_sees_what_operations_of_tensors_see(int channels, int places)
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(3);
        var x = randn([4, places, channels], generator: random).relu();
        var (swept, reduced) = (new TensorStatistics([.. Enumerable.Range(0, channels)], 2), new TensorStatistics([.. Enumerable.Range(0, channels)], 2));
        swept.Add(x, [0, 1, 1, 0]);
        reduced.Add(x.to(ScalarType.Float64), [0, 1, 1, 0]);
        var (a, b) = (swept.Read([2, 2]), reduced.Read([2, 2]));

        Assert.Equal(a.Minima, b.Minima);
        Assert.Equal(a.Maxima, b.Maxima);
        Assert.All(a.Channels, pair => Assert.Equal((pair.Value.Zeros, pair.Value.Fired), (b.Channels[pair.Key].Zeros, b.Channels[pair.Key].Fired)));
        Assert.All(a.Means.Zip(b.Means), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
        Assert.All(a.MeanSquares.Zip(b.MeanSquares), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
    }

    [Fact]
    public void What_is_no_number_is_neither_dead_nor_constant()
    {
        var statistics = new TensorStatistics([0, 1], 1);
        using var x = tensor(new float[] { float.NaN, 0, 0, 0 }).reshape(2, 2);
        statistics.Add(x, [0, 0]);
        var figures = statistics.Read([2]);

        Assert.Equal((1, double.NaN), (figures.Channels[0].Zeros, figures.Channels[0].Largest));
        Assert.Equal((2, 0.0), (figures.Channels[1].Zeros, figures.Channels[1].Largest));
    }

    [Fact]
    public void Memory_does_not_grow_with_the_data()
    {
        Assert.Equal(LiveAfter(images: 16), LiveAfter(images: 400));
    }

    [Fact]
    public void A_tensor_that_two_layers_mix_is_measured_once_and_judged_at_both()
    {
        using var model = new PruneModel("""
            - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: a }
            - branches:
                - - Conv2D: { filters: 2, kernel_size: 1, name: b }
                - - Conv2D: { filters: 2, kernel_size: 1, name: c }
              join: Add
            """ + PruneModel.Head);
        var map = ChannelMap.Of(model.Compiled.Graph);

        Assert.Equal(["a", "b", "c", "head"], map.Edges.Select(edge => edge.Step.Path));
        Assert.Equal(3, FiguresOf(model, map, 8).Count);
    }

    // How many tensors a pass leaves alive until it is disposed; their sizes follow from the network alone.
    private static long LiveAfter(int images)
    {
        using var model = new PruneModel(Spec, images: images);
        var evaluator = new Evaluator(model.Compiled, Loss.For(ArchSpec.Spec.Losses.CategoricalCrossentropy.WithDefaults, model.Compiled, 3), 8, CPU);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var pass = new StatisticsPass(ChannelMap.Of(model.Compiled.Graph), 3);
        pass.Run(evaluator, model.Images);
        return DisposeScopeManager.Statistics.ThreadTotalLiveCount - before;
    }

    private static List<string> Measure(PruneModel model, int batchSize)
    {
        var map = ChannelMap.Of(model.Compiled.Graph);
        return [.. FiguresOf(model, map, batchSize).OrderBy(pair => pair.Key).SelectMany(pair => pair.Value.Channels.OrderBy(channel => channel.Key).Select(channel =>
            $"{pair.Key}/{channel.Key}: {channel.Value.Zeros} of {channel.Value.Values}, {string.Join(' ', channel.Value.FiredByLabel)}, {channel.Value.Largest}"))];
    }

    private static IReadOnlyDictionary<int, TensorFigures> FiguresOf(PruneModel model, ChannelMap map, int batchSize)
    {
        var pass = new StatisticsPass(map, 3);
        var evaluator = new Evaluator(model.Compiled, Loss.For(ArchSpec.Spec.Losses.CategoricalCrossentropy.WithDefaults, model.Compiled, 3), batchSize, CPU);
        return pass.Run(evaluator, model.Images).Figures;
    }
}
