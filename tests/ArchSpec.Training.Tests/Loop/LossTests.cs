using ArchSpec.Spec;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Tests.Compile;
using ArchSpec.Training.Tests.Optimize;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Loop;

/// <summary>Losses and accuracies by hand, and the messages about what does not go together.</summary>
public sealed class LossTests : IDisposable
{
    private readonly TorchSharp.DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Categorical()
    {
        var loss = For("categorical_crossentropy", "Dense: { units: 3, activation: softmax }", 3);
        var (logits, labels) = (tensor(new float[,] { { 1, 2, 3 }, { 0, 0, 0 }, { 100, 0, -100 } }), tensor(new long[] { 2, 1, 2 }));

        var expected = Math.Log(1 + Math.Exp(-1) + Math.Exp(-2)) + Math.Log(3) + 200;

        Assert.Equal(expected, loss.Sum(logits, labels).item<float>(), 1e-4);
        Assert.Equal([2, 0, 0], loss.Predict(logits).data<long>().ToArray());
        Assert.Equal(1, loss.Correct(logits, labels).item<long>());
    }

    [Fact]
    public void Binary()
    {
        var loss = For("binary_crossentropy", "Dense: { units: 1, activation: sigmoid }", 2);
        var (logits, labels) = (tensor(new float[,] { { 0.5f }, { -2 }, { 200 } }), tensor(new long[] { 1, 1, 0 }));

        var expected = Math.Log(1 + Math.Exp(-0.5)) + Math.Log(1 + Math.Exp(2)) + 200;

        Assert.Equal(expected, loss.Sum(logits, labels).item<float>(), 1e-4);
        Assert.Equal([1, 0, 1], loss.Predict(logits).data<long>().ToArray());
        Assert.Equal(1, loss.Correct(logits, labels).item<long>());
    }

    [Theory]
    [InlineData("categorical_crossentropy", "Dense: { units: 3, activation: softmax }", 5, "the model has 3 outputs and the data has 5 classes; both must be alike")]
    [InlineData("categorical_crossentropy", "Dense: { units: 3, activation: relu }", 3, "categorical_crossentropy needs a model that ends in softmax, received one that ends in relu")]
    [InlineData("categorical_crossentropy", "Flatten", 3, "categorical_crossentropy needs a model that ends in softmax, received one that ends in linear")]
    [InlineData("binary_crossentropy", "Dense: { units: 1, activation: softmax }", 2, "binary_crossentropy needs a model that ends in sigmoid, received one that ends in softmax")]
    [InlineData("binary_crossentropy", "Dense: { units: 2, activation: sigmoid }", 3, "the model has 2 outputs and the data has 3 classes; both must be alike")]
    [InlineData("categorical_crossentropy", "Dense: { units: 1, activation: softmax }", 2, "the model has 1 outputs and the data has 2 classes; both must be alike")]
    [InlineData("kl_divergence", "Dense: { units: 3, activation: sigmoid }", 3, "kl_divergence needs a model that ends in softmax, received one that ends in sigmoid")]
    [InlineData("mse", "Dense: 1", 3, "the model has 1 outputs and the data has 3 classes; both must be alike")]
    [InlineData("binary_crossentropy", "Dense: { units: 1, activation: sigmoid }", 3, "binary_crossentropy needs one output and two classes, received 1 and 3")]
    public void What_does_not_go_together(string loss, string head, int classes, string expected) =>
        Assert.Equal(expected, Assert.Throws<TrainingException>(() => For(loss, head, classes)).Message);

    [Theory]
    [InlineData("archspec: 1\ninput: [4, 4, 3]\nlayers:\n  - Dense: { units: 3, activation: softmax }\n", "a classifier's output is one row of values, received 4 × 4 × 3")]
    [InlineData("archspec: 1\ninput: [4]\nlayers:\n  - Dense: 3\n    name: a\n  - Dense: 3\n    name: b\noutputs: [a, b]\n", "a classifier has one output, received 2")]
    public void What_is_no_classifier(string spec, string expected)
    {
        using var network = TestNetwork.Compile(spec);

        Assert.Equal(expected, Assert.Throws<TrainingException>(() => Loss.For(Losses.CategoricalCrossentropy.WithDefaults, network, 3)).Message);
    }

    [Theory]
    [InlineData("mse", "Dense: { units: 3, activation: softmax }", 3)]
    [InlineData("sparse_categorical_crossentropy", "Dense: { units: 3, activation: softmax }", 3)]
    [InlineData("categorical_focal_crossentropy", "Dense: { units: 3, activation: softmax }", 3)]
    [InlineData("binary_crossentropy", "Dense: { units: 3, activation: sigmoid }", 3)]
    [InlineData("binary_crossentropy", "Dense: { units: 3, activation: softmax }", 3)]
    [InlineData("hinge", "Dense: { units: 1, activation: tanh }", 2)]
    [InlineData("hinge", "Dense: 3", 3)]
    [InlineData("huber", "Dense: { units: 1, activation: sigmoid }", 2)]
    [InlineData("dice", "Dense: { units: 3, activation: sigmoid }", 3)]
    public void What_goes_together(string loss, string head, int classes)
    {
        var found = For(loss, head, classes);
        var given = classes == 2 ? tensor(new[,] { { 0.9f }, { -0.8f } }) : tensor(new[,] { { 0.8f, 0.1f, 0.1f }, { 0.2f, 0.7f, 0.1f } });

        Assert.Equal(classes == 2 ? [1, 0] : [0, 1], found.Predict(given).data<long>().ToArray());
        Assert.True(found.Sum(given, tensor(new long[] { 0, 1 })).isfinite().item<bool>());
    }

    [Fact]
    public void Logits_are_what_a_linear_head_returns()
    {
        var loss = SpecOptimizer.Loss("{ binary_crossentropy: { from_logits: true } }");
        using var network = TestNetwork.Compile("archspec: 1\ninput: [4]\nlayers: [Dense: 1]\n");
        var found = Loss.For(loss, network, 2);

        Assert.Equal([1, 0], found.Predict(tensor(new float[,] { { 0.2f }, { -0.2f } })).data<long>().ToArray());
        Assert.Equal(Math.Log(1 + Math.Exp(-0.2)), found.Sum(tensor(new float[,] { { 0.2f } }), tensor(new long[] { 1 })).item<float>(), 1e-6);
        using var softmax = TestNetwork.Compile("archspec: 1\ninput: [4]\nlayers: [Dense: { units: 1, activation: sigmoid }]\n");
        Assert.Equal(
            "binary_crossentropy with from_logits: true needs a model that ends in linear, received one that ends in sigmoid",
            Assert.Throws<TrainingException>(() => Loss.For(loss, softmax, 2)).Message);
    }

    private static Loss For(string loss, string head, int classes)
    {
        using var network = TestNetwork.Compile($"archspec: 1\ninput: [4]\nlayers:\n  - {head}\n");
        return Loss.For(Losses.All.Default(loss), network, classes);
    }
}
