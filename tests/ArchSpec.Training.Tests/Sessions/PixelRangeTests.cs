using ArchSpec.Spec;
using ArchSpec.Training.Data;
using ArchSpec.Training.Pictures;
using ArchSpec.Training.Sessions;
using ArchSpec.Training.Tests.Compile;
using ArchSpec.Training.Weights;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Sessions;

/// <summary>
/// A model that scales bytes itself is, wherever it runs, the model that is given 0 … 1: after a training of each, weights and figures are
/// the same, but for rounding.
/// </summary>
[Collection(Alone.Name)] // Dropout draws from the one generator of the process
public sealed class PixelRangeTests : IDisposable
{
    private static readonly string Bytes = SmallRice.Spec
        .Replace("[24, 24, 3]", "{ shape: [24, 24, 3], range: [0, 255] }", StringComparison.Ordinal)
        .Replace("layers:\n", "layers:\n  - Rescaling: 0.00392156862745098\n", StringComparison.Ordinal);

    private readonly SmallRice _rice = new();

    public void Dispose() => _rice.Dispose();

    [Fact]
    public void A_model_of_bytes_is_trained_as_one_of_0_to_1()
    {
        var (plain, bytes) = (_rice.Train("a").Folder, _rice.Train("b", Bytes).Folder);

        using var scope = NewDisposeScope();
        var (expected, found) = (SafeTensors.Read(plain.BestWeights), SafeTensors.Read(bytes.BestWeights));
        Assert.All(expected.Tensors, pair => Assert.InRange(TestNetwork.Distance(pair.Value, found.Tensors[pair.Key]), 0, 1e-3));
        Assert.Equal(("[0, 1]", "[0, 255]"), (expected.About["range"], found.About["range"]));
        Assert.Contains("range: [0, 255]", File.ReadAllText(bytes.Spec), StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">pixels</th><td>[0, 255]</td>", File.ReadAllText(bytes.Report), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_evaluated_and_predicts_as_one_of_0_to_1()
    {
        var (weights, unnamed) = (_rice.Train("a").Folder.BestWeights, _rice.In("unnamed.safetensors"));
        using (NewDisposeScope())
        {
            SafeTensors.Write(unnamed, [.. SafeTensors.Read(weights).Tensors.Select(pair => (pair.Key, pair.Value))], new Dictionary<string, string>());
        }

        var split = ImageFolder.OpenAll(_rice.Options.Data);
        var (plain, bytes) = (Evaluate(SmallRice.Spec, weights, split), Evaluate(Bytes, unnamed, split));
        Assert.Equal(plain.Assessment.Confusion.Correct, bytes.Assessment.Confusion.Correct);
        Assert.Equal(plain.Loss, bytes.Loss, 1e-4);
        Assert.Equal(("[0, 1]", "[0, 255]"), (plain.Range, bytes.Range));
        Assert.All(Predict(SmallRice.Spec, weights, split).Zip(Predict(Bytes, unnamed, split)), pair => Assert.Equal(pair.First, pair.Second, 1e-4));

        // The same weights without the key are wrong, and with their own words refused.
        Assert.NotEqual(plain.Loss, Evaluate(Bytes.Replace("range: [0, 255]", "range: [0, 1]", StringComparison.Ordinal), unnamed, split).Loss, 1e-3);
        Assert.Throws<WeightsException>(() => Evaluate(Bytes, weights, split));
    }

    [Fact]
    public void Feature_maps_are_of_the_pixels_that_the_model_gets()
    {
        const string Spec = "archspec: 1\ninput: { shape: [24, 24, 3], range: RANGE }\nlayers:\n  - Conv2D: { filters: 1, kernel_size: 1, activation: relu, name: c }\n  - Flatten\n  - Dense: { units: 5, activation: softmax }\n";
        var picture = ImageFolder.OpenAll(_rice.Options.Data).Items[0].Path;

        double Zeros(string range)
        {
            // Fires where a pixel is above 2.
            using var scope = NewDisposeScope();
            using var network = TestNetwork.Compile(Spec.Replace("RANGE", range, StringComparison.Ordinal));
            TestNetwork.SetWeights(network, [ones(1, 1, 3, 1), full([1], -2f), zeros(576, 5), zeros(5)]);
            NetworkWeights.Save(network, _rice.In("c.safetensors"), NetworkWeights.About(network.Network, []));
            var session = new FeatureMapSession(network.Network, _rice.In("c.safetensors"), [], MapOrder.Channel);
            return session.Run([new FeatureImage("a", picture)], _rice.In("maps"), _rice.Options).Layers[0].Sparsity[0];
        }

        Assert.Equal(1, Zeros("[-1, 0]"));
        Assert.InRange(Zeros("[0, 255]"), 0, 0.99);
    }

    private EvaluationReport Evaluate(string spec, string weights, ImageSplit split) =>
        EvaluationSession.Run(TestNetwork.Of(spec), weights, split, Losses.CategoricalCrossentropy.WithDefaults, 7, _rice.Options);

    private List<float> Predict(string spec, string weights, ImageSplit split)
    {
        using var session = PredictSession.Open(TestNetwork.Of(spec), weights, Losses.CategoricalCrossentropy.WithDefaults, null, _rice.Options);
        return [.. session.Run([.. split.Items.Select(item => item.Path)]).SelectMany(prediction => prediction.Probabilities)];
    }
}
