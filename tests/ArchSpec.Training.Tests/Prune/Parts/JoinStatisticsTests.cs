using ArchSpec.Training.Loop;
using ArchSpec.Training.Prune.Parts;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Prune.Parts;

public sealed class JoinStatisticsTests
{
    private const string Spec = """
        - Conv2D: { filters: 4, kernel_size: 1, name: stem }
        - branches:
            - []
            - - Conv2D: { filters: 4, kernel_size: 1, name: body }
          join: Add
          name: sum
        """ + PruneModel.Head;

    [Fact]
    public void They_are_the_mean_squares_of_each_label_whatever_the_batch_size()
    {
        using var model = new PruneModel(Spec, images: 30).Zero("body", "kernel");
        model.Change("body", "bias", bias => tensor(new float[] { 1, -3, 0, 2 }));
        var expected = Enumerable.Repeat(10 * 14 / 4.0, 3).ToArray();
        foreach (var batch in (int[])[1, 7, 64])
        {
            var body = Measure(model, batch).Single().Value[1];
            Assert.Equal(3, body.Largest);
            Assert.Equal(expected, body.EnergyByLabel.Select(energy => Math.Round(energy, 4)));
        }
    }

    [Fact]
    public void A_value_too_small_to_be_squared_is_not_0()
    {
        using var model = new PruneModel(Spec).Zero("body", "kernel", "bias");
        model.Change("body", "bias", bias => bias.index_fill_(0, tensor([1L]), 1e-30));

        Assert.InRange(Measure(model, 8).Single().Value[1].Largest, 0.9e-30, 1.1e-30);
        Assert.True(model.Find().IsEmpty);
    }

    [Fact]
    public void Memory_does_not_grow_with_the_data() => Assert.Equal(LiveAfter(images: 16), LiveAfter(images: 400));

    private static long LiveAfter(int images)
    {
        using var model = new PruneModel(Spec, images: images);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using var joins = new JoinStatistics(model.Compiled.Graph, 3, CPU);
        EvaluatorOf(model, 8).Run(model.Images, joins.Observe, joins.Begin);
        return DisposeScopeManager.Statistics.ThreadTotalLiveCount - before;
    }

    private static IReadOnlyDictionary<int, System.Collections.Immutable.ImmutableArray<InputFigures>> Measure(PruneModel model, int batchSize)
    {
        using var joins = new JoinStatistics(model.Compiled.Graph, 3, CPU);
        EvaluatorOf(model, batchSize).Run(model.Images, joins.Observe, joins.Begin);
        return joins.Read();
    }

    private static Evaluator EvaluatorOf(PruneModel model, int batchSize) =>
        new(model.Compiled, Loss.For(ArchSpec.Spec.Losses.CategoricalCrossentropy.WithDefaults, model.Compiled, 3), batchSize, CPU);
}
