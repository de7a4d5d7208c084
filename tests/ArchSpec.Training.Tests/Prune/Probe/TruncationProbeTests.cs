using ArchSpec.Training.Prune.Probe;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Prune.Probe;

/// <summary>The probe finds the stage from which on the label can be told.</summary>
public sealed class TruncationProbeTests
{
    [Fact]
    public void A_task_that_block_3_decides_is_cut_behind_it()
    {
        using var model = StageNet.Make(deciding: 3);
        var curve = model.Curve();

        Assert.Equal(["block1_pool", "block2_pool", "block3_pool", "block4_pool", "block5_pool"], curve.Points.Select(point => point.Layer));
        Assert.All(curve.Points.Take(2), point => Assert.InRange(point.Accuracy, 0.3, 0.7));
        Assert.All(curve.Points.Skip(2), point => Assert.Equal(StageNet.Images, point.Right));
        Assert.Equal(("block3_pool", "global_average_pooling2d", 4), (curve.Suggest(0)!.Layer, curve.Suggest(0)!.Head, curve.Suggest(0)!.Channels));
        Assert.Equal("block3_pool", curve.Suggest(0.02)!.Layer);
    }

    [Fact]
    public void One_that_needs_block_5_is_not_cut()
    {
        using var model = StageNet.Make(deciding: 5);
        var curve = model.Curve();

        Assert.Equal(5, curve.Points.Count);
        Assert.Null(curve.Suggest(0.02));
        Assert.Equal("block1_pool", curve.Suggest(0.9)!.Layer);
    }

    [Fact]
    public void The_batch_size_does_not_matter()
    {
        using var model = StageNet.Make(deciding: 4);
        var (all, sevens, ones) = (model.Curve(128), model.Curve(7), model.Curve(1));

        foreach (var other in new[] { sevens, ones })
        {
            Assert.Equal(all.Points.Select(point => point.Right), other.Points.Select(point => point.Right));
            Assert.All(all.Points.Zip(other.Points), pair => Assert.All(pair.First.Solution.Zip(pair.Second.Solution), numbers => Assert.Equal(numbers.First, numbers.Second, 1e-9)));
        }
    }

    [Fact]
    public void The_interval_is_that_of_the_images_that_each_probe_was_not_fitted_on()
    {
        using var model = StageNet.Make(deciding: 1);
        var point = model.Curve().Points[0];

        Assert.Equal((StageNet.Images, StageNet.Images), (point.Right, point.Images));
        Assert.Equal((1.0, 0.969), (point.Interval.High, Math.Round(point.Interval.Low, 3)));
    }

    [Fact]
    public void A_model_without_a_head_has_a_reason_and_no_points()
    {
        using var model = new PruneModel("- Conv2D: { filters: 3, kernel_size: 1, name: a }");
        using var probe = new TruncationProbe(model.Compiled, 3, CPU);

        Assert.Equal("no layer turns the image as a whole into a vector: there is no head that could take a shorter network's features", StageEnds.Of(model.Network).Obstacle);
        Assert.Null(new TruncationCurve([], null).Suggest(1));
    }

    [Fact]
    public void Memory_does_not_grow_with_the_data() => Assert.Equal(LiveAfter(images: 16), LiveAfter(images: 400));

    private static long LiveAfter(int images)
    {
        const string spec = """
            - Conv2D: { filters: 4, kernel_size: 3, padding: same, activation: relu, name: a }
            - MaxPooling2D: 2
            - Conv2D: { filters: 5, kernel_size: 3, padding: same, activation: relu, name: b }
            """ + PruneModel.Head;
        using var model = new PruneModel(spec, images: images);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using var probe = new TruncationProbe(model.Compiled, 3, CPU);
        var evaluator = StageNet.EvaluatorOf(model, 8);
        evaluator.Run(model.Images, probe.Observe, probe.Begin);
        probe.Judge(evaluator, model.Images);
        return DisposeScopeManager.Statistics.ThreadTotalLiveCount - before;
    }
}
