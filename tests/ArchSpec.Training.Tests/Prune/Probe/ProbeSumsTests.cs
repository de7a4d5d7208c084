using ArchSpec.Training.Data;
using ArchSpec.Training.Prune.Probe;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Prune.Probe;

public sealed class ProbeSumsTests
{
    private const int Count = 65;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public void They_are_those_of_all_images_at_once(int batchSize)
    {
        using var scope = NewDisposeScope();
        var (maps, labels) = Data();
        using var moments = new ProbeMoments(4, 3, CPU);
        for (var first = 0; first < Count; first += batchSize)
        {
            var rows = Enumerable.Range(first, Math.Min(batchSize, Count - first)).ToArray();
            using var batch = ProbeBatch.Of(new ImageBatch([], [.. rows.Select(row => labels[row])], rows), 3, CPU);
            moments.Add(ProbeMoments.FeaturesOf(maps.narrow(0, first, rows.Length)), batch);
        }

        for (var half = 0; half < 2; half++)
        {
            var rows = Enumerable.Range(0, Count).Where(row => row % 2 == half).ToArray();
            var (features, hot) = (Features(maps, rows), Hot(labels, rows));
            var (gram, cross) = moments.Of(half);
            Assert.InRange((gram - features.t().matmul(features)).abs().max().item<double>(), 0, 1e-10);
            Assert.InRange((cross - features.t().matmul(hot)).abs().max().item<double>(), 0, 1e-10);
            Assert.Equal(rows.Length, gram[4, 4].item<double>());
        }

        Assert.Equal(Count, moments.Of(null).Gram[4, 4].item<double>());
    }

    [Fact]
    public void A_ridge_penalty_is_on_all_but_the_intercept()
    {
        using var scope = NewDisposeScope();
        var (maps, labels) = Data();
        int[] rows = [.. Enumerable.Range(0, Count)];
        var (features, hot) = (Features(maps, rows), Hot(labels, rows));
        var solution = RidgeRegression.Solve(features.t().matmul(features), features.t().matmul(hot));

        // The same from the normal equations of all features, the 1 among them.
        var penalty = features.narrow(1, 0, 4).var(0, unbiased: false).mean().item<double>() * RidgeRegression.Penalty * Count;
        var diagonal = diag(tensor([penalty, penalty, penalty, penalty, 0.0]));
        var expected = linalg.solve(features.t().matmul(features) + diagonal, features.t().matmul(hot));
        Assert.InRange((solution - expected).abs().max().item<double>(), 0, 1e-9);
    }

    [Fact]
    public void Features_that_are_all_alike_tell_how_frequent_each_label_is()
    {
        using var scope = NewDisposeScope();
        var features = ones([4, 3], ScalarType.Float64);
        var hot = tensor(new double[] { 1, 0, 1, 0, 1, 0, 0, 1 }).reshape(4, 2);
        var solution = RidgeRegression.Solve(features.t().matmul(features), features.t().matmul(hot));

        Assert.Equal([0, 0, 0, 0, 0.75, 0.25], solution.data<double>().ToArray());
        Assert.Equal(new double[6], RidgeRegression.Solve(zeros_like(features.t().matmul(features)), zeros([3, 2], ScalarType.Float64)).data<double>().ToArray());
    }

    [Fact]
    public void More_features_than_images_have_one_solution()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(5);
        var features = cat([randn([6, 20], ScalarType.Float64, generator: random), ones([6, 1], ScalarType.Float64)], 1);
        var hot = Hot([0, 1, 2, 0, 1, 2], [0, 1, 2, 3, 4, 5]);
        var solution = RidgeRegression.Solve(features.t().matmul(features), features.t().matmul(hot));

        Assert.True(features.matmul(solution).argmax(1).eq(hot.argmax(1)).all().item<bool>());
        Assert.InRange(solution.abs().max().item<double>(), 0, 1);
    }

    private static (Tensor Maps, int[] Labels) Data()
    {
        using var random = new Generator(4);
        return (randn([Count, 4, 3, 2], generator: random), [.. Enumerable.Range(0, Count).Select(row => row % 3)]);
    }

    private static Tensor Features(Tensor maps, int[] rows)
    {
        var means = maps.to(ScalarType.Float64).mean([2, 3]).index_select(0, tensor(rows.Select(row => (long)row).ToArray()));
        return cat([means, ones([rows.Length, 1], ScalarType.Float64)], 1);
    }

    private static Tensor Hot(int[] labels, int[] rows) => nn.functional.one_hot(tensor(rows.Select(row => (long)labels[row]).ToArray()), 3).to(ScalarType.Float64);
}
