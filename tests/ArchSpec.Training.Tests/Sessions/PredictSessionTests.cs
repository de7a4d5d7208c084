using ArchSpec.Layers;
using ArchSpec.Spec;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Metrics;
using ArchSpec.Training.Sessions;
using ArchSpec.Training.Tests.Compile;
using ArchSpec.Training.Tests.Optimize;
using ArchSpec.Training.Weights;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Sessions;

public sealed class PredictSessionTests : IDisposable
{
    private static readonly KerasObject Categorical = Losses.CategoricalCrossentropy.WithDefaults;

    private readonly SmallRice _rice = new();

    public void Dispose() => _rice.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public void Predictions_are_those_of_an_evaluation_in_the_order_of_the_files(int batchSize)
    {
        var weights = _rice.Train("a").Folder.BestWeights;
        var split = ImageFolder.OpenAll(_rice.Options.Data);
        var files = split.Items.Select(item => item.Path).ToList();
        using var session = PredictSession.Open(TestNetwork.Of(SmallRice.Spec), weights, Categorical, null, _rice.Options);

        var found = session.Run(files, batchSize).ToList();

        var expected = Evaluate(weights, split);
        Assert.Equal(["Arborio", "Basmati", "Ipsala", "Jasmine", "Karacadag"], session.ClassNames);
        Assert.Equal(files, found.Select(prediction => prediction.Path));
        Assert.Equal(expected.Predictions, found.Select(prediction => Ranking.Top(prediction.Probabilities, 1)[0]));
        Assert.All(found, (prediction, image) => Assert.All(prediction.Probabilities, (p, label) => Assert.Equal(expected.Probabilities![image, label], p, 1e-6)));
    }

    [Fact]
    public void A_bad_picture_changes_nothing_about_the_others()
    {
        var weights = _rice.Train("a").Folder.BestWeights;
        var files = ImageFolder.OpenAll(_rice.Options.Data).Items.Select(item => item.Path).Take(5).ToList();
        var bad = _rice.Write("bad.jpg", "no picture");
        using var session = PredictSession.Open(TestNetwork.Of(SmallRice.Spec), weights, Categorical, null, _rice.Options);

        var (without, with) = (session.Run(files, 3).ToList(), session.Run([.. files[..2], bad, .. files[2..]], 3).ToList());

        Assert.StartsWith("wrong type", with[2].Reason, StringComparison.Ordinal);
        Assert.Empty(with[2].Probabilities);
        Assert.All(without.Zip(with.Where(prediction => prediction.Reason is null)), pair =>
        {
            Assert.Equal(pair.First.Path, pair.Second.Path);
            Assert.All(pair.First.Probabilities.Zip(pair.Second.Probabilities), p => Assert.Equal(p.First, p.Second, 1e-6));
        });
    }

    [Fact]
    public void Names_that_the_person_gives_go_before_those_of_the_file_and_without_any_classes_are_numbers()
    {
        var weights = _rice.Train("a").Folder.BestWeights;
        var network = TestNetwork.Of(SmallRice.Spec);

        using (var session = PredictSession.Open(network, weights, Categorical, ["a", "b", "c", "d", "e"], _rice.Options))
        {
            Assert.Equal(["a", "b", "c", "d", "e"], session.ClassNames);
        }

        using (var session = Open("Dense: 3", "mse"))
        {
            Assert.Equal(["0", "1", "2"], session.ClassNames);
        }

        var error = Assert.Throws<TrainingException>(() => PredictSession.Open(network, weights, Categorical, ["a", "b"], _rice.Options));
        Assert.Equal("'small' has 5 outputs, for 5 classes; received 2 names of classes from --classes: a, b", error.Message);
    }

    // A model without a training section has the usual loss, whatever it ends in.
    [Theory]
    [InlineData("Dense: { units: 3, activation: softmax }", "categorical_crossentropy", 3, true)]
    [InlineData("Dense: { units: 1, activation: sigmoid }", "binary_crossentropy", 2, true)]
    [InlineData("Dense: { units: 1, activation: sigmoid }", "categorical_crossentropy", 2, true)]
    [InlineData("Dense: 3", "{ categorical_crossentropy: { from_logits: true } }", 3, true)]
    [InlineData("Dense: 3", "categorical_crossentropy", 3, false)]
    [InlineData("Dense: 1", "mse", 2, false)]
    public void Every_head_gives_values_that_sum_to_one_and_says_what_they_are(string head, string loss, int classes, bool hasProbabilities)
    {
        using var session = Open(head, loss);
        var file = ImageFolder.OpenAll(_rice.Options.Data).Items[0].Path;

        var found = Assert.Single(session.Run([file], 4));

        Assert.Equal((classes, hasProbabilities), (found.Probabilities.Length, session.HasProbabilities));
        Assert.Equal(1, found.Probabilities.Sum(), 1e-6);
    }

    [Theory]
    [InlineData("archspec: 1\nname: m\ninput: [8, 8, 3]\nlayers:\n  - Conv2D: [4, 3]\n", "a classifier's output is one row of values, received 6 × 6 × 4")]
    [InlineData("archspec: 1\nname: m\ninput: [8]\nlayers:\n  - Dense: 3\n", "'m' cannot be given photographs: it must have one input H × W × C of a known size, received 8")]
    public void What_is_no_classifier_of_photographs_is_refused(string spec, string expected)
    {
        var error = Assert.Throws<TrainingException>(() => PredictSession.Open(TestNetwork.Of(spec), Save(spec), Categorical, null, _rice.Options));

        Assert.Equal(expected, error.Message);
    }

    private PredictSession Open(string head, string loss)
    {
        var spec = $"archspec: 1\nname: m\ninput: [8, 8, 3]\nlayers:\n  - Flatten\n  - {head}\n";
        return PredictSession.Open(TestNetwork.Of(spec), Save(spec), SpecOptimizer.Loss(loss), null, _rice.Options);
    }

    private string Save(string spec)
    {
        var path = _rice.In("saved.safetensors");
        using var network = TestNetwork.Compile(spec, seed: 1);
        NetworkWeights.Save(network, path, new Dictionary<string, string>());
        return path;
    }

    private Evaluation Evaluate(string weights, ImageSplit split)
    {
        using var network = new CompiledNetwork(TestNetwork.Of(SmallRice.Spec), seed: 0);
        NetworkWeights.Load(network, weights);
        using var cache = ImageCache.Open([split], new ImageShape(24, 24, 3), new() { Mode = CacheMode.Ram });
        return new Evaluator(network, Loss.For(Categorical, network, 5), 16, CPU).Run(cache.Of(split), scores: true);
    }
}
