using System.Text.Json.Nodes;
using ArchSpec.Spec;
using ArchSpec.Testing;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Tests.Optimize;
using ArchSpec.Training.Weights;
using TorchSharp;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Loop;

/// <summary>Losses of fixed arrays against those of Keras 3.9.2, and the others by hand.</summary>
public sealed class LossFunctionTests(ITestOutputHelper output) : IDisposable
{
    private static readonly string Folder = RepositoryRoot.In("tests", "ArchSpec.Training.Tests", "Oracle");

    // By the oracle's names; the losses of numbers have numbers between 0 and 1 as truth, the others one class of four.
    private static readonly Dictionary<string, (string Loss, string Truth)> Cases = new()
    {
        ["mse"] = ("mse", "loss_y_true"),
        ["mae"] = ("mean_absolute_error", "loss_y_true"),
        ["huber"] = ("huber", "loss_y_true"),
        ["logcosh"] = ("log_cosh", "loss_y_true"),
        ["cosine"] = ("CosineSimilarity", "loss_y_true"),
        ["poisson"] = ("poisson", "loss_y_true"),
        ["bce"] = ("binary_crossentropy", "loss_one_hot"),
        ["bce_logits"] = ("{ binary_crossentropy: { from_logits: true } }", "loss_one_hot"),
        ["bce_smooth"] = ("{ binary_crossentropy: { label_smoothing: 0.1 } }", "loss_one_hot"),
        ["cce"] = ("categorical_crossentropy", "loss_one_hot"),
        ["cce_smooth"] = ("{ CategoricalCrossentropy: { label_smoothing: 0.1 } }", "loss_one_hot"),
        ["cce_logits"] = ("{ categorical_crossentropy: { from_logits: true } }", "loss_one_hot"),
        ["scce"] = ("sparse_categorical_crossentropy", "labels"),
        ["kld"] = ("kl_divergence", "loss_one_hot"),
        ["focal_b"] = ("binary_focal_crossentropy", "loss_one_hot"),
        ["focal_c"] = ("categorical_focal_crossentropy", "loss_one_hot"),
        ["hinge"] = ("hinge", "loss_one_hot"),
        ["dice"] = ("dice", "loss_one_hot"),
    };

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Losses_are_those_of_Keras()
    {
        var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "training.json")))!["losses"]!.AsObject();
        var tensors = new Dictionary<string, Tensor>(SafeTensors.Read(Path.Combine(Folder, "training.safetensors")).Tensors);
        tensors["labels"] = tensors["loss_one_hot"].argmax(1);

        var wrong = expected
            .Select(pair => (pair.Key, Expected: (double)pair.Value!, Found: Value(Cases[pair.Key].Loss, tensors[Cases[pair.Key].Truth], tensors["loss_y_pred"])))
            .Where(found => !(Math.Abs(found.Expected - found.Found) < 1e-5))
            .ToList();

        output.WriteLine($"losses of Keras: {expected.Count - wrong.Count} of {expected.Count}");
        Assert.Empty(wrong);
    }

    // Truth [0, 1], [1, 0] and predictions [0.25, 0.75], [0.5, 0.5] where nothing else is said.
    [Theory]
    [InlineData("mean_absolute_percentage_error", 0.5 * ((100 * 0.5 * (0.25 / 1e-7 + 0.25)) + (100 * 0.5 * (0.5 + (0.5 / 1e-7)))))]
    [InlineData("mean_squared_logarithmic_error", 0.078696620)]
    [InlineData("squared_hinge", (1.5625 + 0.0625 + 0.25 + 2.25) / 4)]
    [InlineData("categorical_hinge", (0.5 + 1) / 2)]
    [InlineData("{ huber: { delta: 0.3 } }", ((2 * 0.03125) + (2 * 0.105)) / 4)]
    [InlineData("tversky", 1 - (1.25 / 2))]
    [InlineData("{ tversky: { alpha: 0.2, beta: 0.6 } }", 1 - (1.25 / (1.25 + (0.2 * 0.75) + (0.6 * 0.75))))]
    [InlineData("{ dice: { axis: [1] } }", (0.25 + 0.5) / 2)]
    [InlineData("{ binary_focal_crossentropy: { gamma: 1, apply_class_balancing: true, alpha: 0.1 } }", 0.104623527)]
    public void A_loss_by_hand(string loss, double expected)
    {
        var found = Value(loss, tensor(new[,] { { 0.0, 1 }, { 1, 0 } }), tensor(new[,] { { 0.25, 0.75 }, { 0.5, 0.5 } }));

        Assert.Equal(expected, found, Math.Abs(expected) * 1e-6);
    }

    [Fact]
    public void An_ignored_class_does_not_count()
    {
        var predicted = tensor(new[,] { { 0.25, 0.75 }, { 0.5, 0.5 }, { 0.9, 0.1 } });

        var found = Value("{ sparse_categorical_crossentropy: { ignore_class: 1 } }", tensor(new long[] { 0, 1, 0 }), predicted);

        Assert.Equal((-Math.Log(0.25) - Math.Log(0.9)) / 2, found, 1e-9);
    }

    // Of losses that training computes in two ways: from the values before the last activation, and from the outputs.
    [Theory]
    [InlineData("categorical_crossentropy")]
    [InlineData("{ categorical_crossentropy: { label_smoothing: 0.2 } }")]
    [InlineData("sparse_categorical_crossentropy")]
    [InlineData("{ binary_crossentropy: { label_smoothing: 0.2 } }")]
    public void Both_ways_give_the_same(string text)
    {
        var loss = SpecOptimizer.Loss(text);
        var (outputs, kind, labels) = text.Contains("binary", StringComparison.Ordinal) ? (1, OutputKind.Sigmoid, tensor(new long[] { 0, 1, 1 })) : (4, OutputKind.Softmax, tensor(new long[] { 0, 3, 1 }));
        var logits = randn(3, outputs, dtype: float64);
        var fast = LogitLosses.For(loss, new ClassifierHead(outputs, new OutputEnd(kind, "", "", LogitStep: 0)))!;
        var plain = new OutputLoss(loss, outputs);
        var probabilities = outputs == 1 ? logits.sigmoid() : logits.softmax(1);

        Assert.Equal(plain.Sum(probabilities, labels).item<double>(), fast.Sum(logits, labels).item<double>(), 1e-9);
        Assert.Equal(plain.Predict(probabilities), fast.Predict(logits));
    }

    [Fact]
    public void Every_loss_has_a_gradient_that_is_a_number()
    {
        foreach (var type in Losses.All.All)
        {
            var predicted = tensor(new[,] { { 0.25, 0.75 }, { 0.5, 0.5 } }, requires_grad: true);
            var sum = new OutputLoss(type.WithDefaults, 2).Sum(predicted, tensor(new long[] { 1, 0 }));
            sum.backward();

            Assert.True(predicted.grad!.isfinite().all().item<bool>() && predicted.grad!.abs().sum().item<double>() > 0, type.Name);
        }
    }

    private static double Value(string loss, Tensor truth, Tensor predicted) =>
        LossFunctions.For(SpecOptimizer.Loss(loss))(truth, predicted).mean().to(float64).item<double>();
}
