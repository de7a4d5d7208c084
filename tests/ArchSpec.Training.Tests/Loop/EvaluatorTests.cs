using ArchSpec.Spec;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Metrics;
using ArchSpec.Training.Tests.Compile;
using ArchSpec.Training.Tests.Optimize;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Loop;

/// <summary>What an evaluation says of each image, and that it does not depend on the batches.</summary>
public sealed class EvaluatorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(11)]
    [InlineData(64)]
    public void Probabilities_are_the_networks_own_in_the_order_of_the_images(int batchSize)
    {
        using var setup = new TrainerSetup();
        var loss = Loss.For(Losses.CategoricalCrossentropy.WithDefaults, setup.Network, 3);

        var found = new Evaluator(setup.Network, loss, batchSize, CPU).Run(setup.Train, scores: true);

        Assert.Equal((11, 3, true), (found.Probabilities!.Count, found.Probabilities.Classes, found.Probabilities.AreTrained));
        for (var image = 0; image < 11; image++)
        {
            var expected = Forward(setup, image);
            Assert.Equal(Array.IndexOf(expected, expected.Max()), found.Predictions[image]);
            Assert.All(expected, (value, label) => Assert.Equal(value, found.Probabilities[image, label], 1e-6));
        }
    }

    [Fact]
    public void Without_being_asked_for_probabilities_none_are_kept()
    {
        using var setup = new TrainerSetup();
        var evaluator = new Evaluator(setup.Network, Loss.For(Losses.CategoricalCrossentropy.WithDefaults, setup.Network, 3), 4, CPU);

        var (plain, scored) = (evaluator.Run(setup.Train), evaluator.Run(setup.Train, scores: true));

        Assert.Null(plain.Probabilities);
        Assert.Equal((scored.Loss, scored.Accuracy), (plain.Loss, plain.Accuracy));
        Assert.Equal(scored.Predictions, plain.Predictions);
    }

    // The network returns (5, −1, 1) or the like: whatever the head and the loss, a row is a distribution in the order of Predict.
    [Theory]
    [InlineData("categorical_crossentropy", "{ units: 3, activation: softmax }", true)]
    [InlineData("{ categorical_crossentropy: { from_logits: true } }", "3", true)]
    [InlineData("categorical_focal_crossentropy", "{ units: 3, activation: softmax }", true)]
    [InlineData("binary_crossentropy", "{ units: 3, activation: sigmoid }", true)]
    [InlineData("{ binary_crossentropy: { from_logits: true } }", "3", true)]
    [InlineData("binary_crossentropy", "{ units: 1, activation: sigmoid }", true)]
    [InlineData("{ binary_crossentropy: { from_logits: true } }", "1", true)]
    [InlineData("binary_focal_crossentropy", "{ units: 1, activation: sigmoid }", true)]
    [InlineData("mse", "{ units: 1, activation: sigmoid }", true)]
    [InlineData("mse", "3", false)]
    [InlineData("mse", "1", false)]
    [InlineData("hinge", "3", false)]
    [InlineData("hinge", "{ units: 1, activation: tanh }", false)]
    [InlineData("hinge", "{ units: 1, activation: sigmoid }", false)]
    public void Every_head_gives_rows_that_sum_to_one_in_the_order_of_the_predictions(string lossText, string head, bool areTrained)
    {
        using var scope = NewDisposeScope();
        using var network = TestNetwork.Compile($"archspec: 1\ninput: [4]\nlayers: [Dense: {head}]\n", seed: 3);
        var loss = Loss.For(SpecOptimizer.Loss(lossText), network, head.Contains('3', StringComparison.Ordinal) ? 3 : 2);
        var outputs = network.Run([randn(40, 4).mul(3)], loss.TakesLogits)[0];

        var rows = loss.Probabilities(outputs);

        Assert.Equal([40, head.Contains('3', StringComparison.Ordinal) ? 3 : 2], rows.shape);
        Assert.Equal(areTrained, loss.GivesProbabilities);
        Assert.True(rows.ge(0).logical_and(rows.le(1)).all().item<bool>());
        Assert.Equal(0, rows.sum(1).sub(1).abs().max().item<float>(), 1e-6);
        Assert.Equal(loss.Predict(outputs).data<long>().ToArray(), rows.argmax(1).data<long>().ToArray());
    }

    [Fact]
    public void Logits_of_one_output_are_no_and_yes()
    {
        using var scope = NewDisposeScope();
        using var network = TestNetwork.Compile("archspec: 1\ninput: [4]\nlayers: [Dense: { units: 1, activation: sigmoid }]\n");
        var loss = Loss.For(Losses.BinaryCrossentropy.WithDefaults, network, 2);

        var row = loss.Probabilities(tensor(new float[,] { { -1 } })).data<float>().ToArray();

        Assert.Equal(1 / (1 + Math.Exp(-1)), row[0], 1e-6);
        Assert.Equal(1 / (1 + Math.Exp(1)), row[1], 1e-6);
    }

    [Fact]
    public void Values_that_are_no_rows_are_refused() => Assert.Throws<ArgumentException>(() => new Probabilities(new float[7], 3));

    private static float[] Forward(TrainerSetup setup, int image)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var pixels = new byte[TrainerSetup.Shape.Bytes];
        setup.Train.Read(image, pixels);
        setup.Network.eval();
        var input = tensor(pixels, [1, 6, 6, 3], ScalarType.Byte).permute(0, 3, 1, 2).to(ScalarType.Float32).div(255);
        return setup.Network.forward(input).data<float>().ToArray();
    }
}
