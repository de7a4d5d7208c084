using ArchSpec.Training.Compile;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Tests.Compile;
using ArchSpec.Training.Tests.Optimize;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Loop;

/// <summary>What regularizers add to the loss, and what constraints make of weights, by hand.</summary>
public sealed class PenaltyTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    private static Tensor Kernel => tensor(new float[,] { { 1, -2, 0.5f }, { 3, 0, -1 } });

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData("kernel_regularizer: l1", 0.01 * 7.5)]
    [InlineData("kernel_regularizer: { l2: 0.1 }", 0.1 * 15.25)]
    [InlineData("kernel_regularizer: { L1L2: { l1: 0.5, l2: 0.1 } }", (0.5 * 7.5) + (0.1 * 15.25))]
    [InlineData("kernel_regularizer: { l2: 0.1 }, bias_regularizer: { l1: 2 }", (0.1 * 15.25) + (2 * 3))]
    [InlineData("kernel_regularizer: { orthogonal_regularizer: { factor: 0.5 } }", 0.5 * 0.34503277967)] // |3 − 0.5| / (√5.25 √10) of one pair
    [InlineData("kernel_regularizer: { OrthogonalRegularizer: { factor: 1, mode: columns } }", (0.316227766 + 0.707106781 + 0.447213595) / 3)]
    [InlineData("kernel_regularizer: l1, trainable: false", 0)]
    public void Weights_add_to_the_loss(string arguments, double expected)
    {
        var penalty = PenaltyOf($"- Dense: {{ units: 3, {arguments}, activation: softmax }}", [Kernel, tensor(new float[] { 1, -2, 0 })], zeros(4, 2), 3);

        Assert.Equal(expected, penalty, 1e-5);
    }

    [Theory]
    [InlineData("linear", 0.1 * (1 + 4 + 0.25 + 9 + 0 + 1))]
    [InlineData("relu", 0.1 * (1 + 0.25 + 9))]
    public void Outputs_add_to_the_loss_summed_over_the_batch(string activation, double expected)
    {
        var layers = $"- Dense: {{ units: 3, activation: {activation}, activity_regularizer: {{ l2: 0.1 }} }}\n- Dense: {{ units: 3, activation: softmax, use_bias: false }}";

        Assert.Equal(expected, PenaltyOf(layers, [Kernel, zeros(3), zeros(3, 3)], eye(2), 3), 1e-5);
    }

    // The loss is computed without the last activation; the penalty is on the softmax.
    [Fact]
    public void The_head_has_its_activation_when_its_output_is_penalised()
    {
        var penalty = PenaltyOf("- Dense: { units: 3, activation: softmax, activity_regularizer: { l1: 0.2 } }", [Kernel, zeros(3)], randn(5, 2), 3);

        Assert.Equal(0.2 * 5, penalty, 1e-5);
    }

    [Fact]
    public void A_penalty_on_an_image_is_on_the_whole_of_it()
    {
        var layers = "- Conv2D: { filters: 1, kernel_size: 1, activity_regularizer: { l1: 1 } }\n- Flatten\n- Dense: { units: 3, activation: softmax }";

        Assert.Equal(2 * 3 * 4 * 5 * 2, PenaltyOf(layers, [ones(1, 1, 1, 1) * 5, zeros(1), zeros(12, 3), zeros(3)], ones(2, 1, 3, 4) * 2, 3, "[3, 4, 1]"), 1e-3);
    }

    [Fact]
    public void A_penalty_changes_the_weights_as_its_gradient_says()
    {
        using var network = Compile("- Dense: { units: 3, activation: softmax, kernel_regularizer: { l2: 0.1 }, use_bias: false }", "[2]");
        TestNetwork.SetWeights(network, [Kernel]);
        using var step = new TrainingStep(network, LossOf(network, 3), SpecOptimizer.Of("{ SGD: { learning_rate: 0.5 } }"));

        step.Run(zeros(4, 2), zeros(4, dtype: int64)); // the images are 0: the loss itself has no gradient

        Assert.True(network.WeightedLayers[0].ToKeras("kernel").allclose(Kernel * (1 - (0.5 * 2 * 0.1)), 1e-6));
    }

    [Fact]
    public void A_layer_called_twice_is_penalised_once_for_its_weights_and_twice_for_its_outputs()
    {
        var layers = "- Dense: { units: 2, use_bias: false, kernel_regularizer: { l1: 1 }, activity_regularizer: { l1: 10 } }\n  name: twice\n- reuse: twice\n- Dense: { units: 3, activation: softmax, use_bias: false }";

        Assert.Equal(2 + (10 * (2 + 2)), PenaltyOf(layers, [eye(2), zeros(2, 3)], ones(1, 2), 3), 1e-4);
    }

    [Theory]
    [InlineData("max_norm", new[] { 0.6324555, -2, 0.5, 1.8973666, 0, -1 })] // columns of norm √10, 2, √1.25
    [InlineData("{ MaxNorm: { max_value: 1, axis: 1 } }", new[] { 0.4364358, -0.8728716, 0.2182179, 0.9486833, 0, -0.3162278 })]
    [InlineData("NonNeg", new[] { 1, 0, 0.5, 3, 0, 0 })]
    [InlineData("UnitNorm", new[] { 0.3162278, -1, 0.4472136, 0.9486833, 0, -0.8944272 })]
    [InlineData("{ unit_norm: { axis: [0, 1] } }", new[] { 0.2560738, -0.5121475, 0.1280369, 0.7682213, 0, -0.2560738 })]
    [InlineData("{ MinMaxNorm: { min_value: 1.5, max_value: 2, rate: 0.5 } }", new[] { 0.8162278, -2, 0.5854102, 2.4486833, 0, -1.1708204 })]
    public void A_constraint_holds_after_each_step(string constraint, double[] expected)
    {
        using var network = Compile($"- Dense: {{ units: 3, activation: softmax, kernel_constraint: {constraint}, use_bias: false }}", "[2]");
        TestNetwork.SetWeights(network, [Kernel]);
        using var step = new TrainingStep(network, LossOf(network, 3), SpecOptimizer.Of("SGD"));

        step.Run(zeros(4, 2), zeros(4, dtype: int64));

        Assert.Equal(expected, network.WeightedLayers[0].ToKeras("kernel").data<float>().Select(value => (double)value), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    // A convolution's kernel is (h, w, in, out) for Keras and (out, in, h, w) for TorchSharp.
    [Fact]
    public void A_constraint_counts_the_axes_as_Keras_does()
    {
        using var network = Compile("- Conv2D: { filters: 4, kernel_size: 2, kernel_constraint: { UnitNorm: { axis: [0, 1, 2] } }, use_bias: false }\n- Flatten\n- Dense: { units: 3, activation: softmax }", "[2, 2, 3]");
        using var step = new TrainingStep(network, LossOf(network, 3), SpecOptimizer.Of("SGD"));

        step.Run(randn(4, 3, 2, 2), zeros(4, dtype: int64));

        Assert.True(network.WeightedLayers[0].ToKeras("kernel").square().sum([0, 1, 2]).allclose(ones(4), 1e-5));
    }

    private static double PenaltyOf(string layers, Tensor[] weights, Tensor images, int classes, string input = "[2]")
    {
        using var network = Compile(layers, input);
        TestNetwork.SetWeights(network, weights);
        var (loss, labels) = (LossOf(network, classes), zeros(images.shape[0], dtype: int64));
        var (outputs, sum) = new Objective(network, loss).Of(images, labels);
        return (sum - loss.Sum(outputs, labels)).item<float>() / images.shape[0];
    }

    private static CompiledNetwork Compile(string layers, string input) => TestNetwork.Compile($"archspec: 1\ninput: {input}\nlayers:\n{layers}\n");

    private static Loss LossOf(CompiledNetwork network, int classes) => Loss.For(SpecOptimizer.Loss("categorical_crossentropy"), network, classes);
}
