using ArchSpec.Spec;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Compile;

/// <summary>The mechanism of bf16, on a CPU that would be too slow for more.</summary>
public sealed class PrecisionTests
{
    [Fact]
    public void Outputs_are_float32_with_the_accuracy_of_bfloat16()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var network = TestNetwork.Compile(TestNetwork.Tiny);
        network.eval();
        var images = rand(2, 3, 6, 6);
        var exact = network.call(images);

        network.Precision = Precision.Bf16;
        var rough = network.call(images);

        var difference = (exact - rough).abs().max().item<float>() / exact.abs().max().item<float>();
        Assert.Equal(ScalarType.Float32, rough.dtype);
        Assert.InRange(difference, 1e-6, 0.02);
    }

    [Fact]
    public void A_training_step_has_a_float32_loss_and_leaves_float32_weights_close_to_those_of_float32()
    {
        var (exact, rough) = (Step(Precision.Float32), Step(Precision.Bf16));

        Assert.Equal(ScalarType.Float32, rough.Sum);
        Assert.All(rough.Types, type => Assert.Equal(ScalarType.Float32, type));
        Assert.NotEqual(exact.Loss, rough.Loss);
        Assert.Equal(exact.Loss, rough.Loss, exact.Loss * 0.02);
        Assert.True(rough.Moved > 0, "nothing was learned");
        Assert.Equal(exact.Moved, rough.Moved, exact.Moved * 0.05);
    }

    [Fact]
    public void What_follows_computes_in_float32_again()
    {
        using var network = TestNetwork.Compile(TestNetwork.Tiny);
        network.Precision = Precision.Bf16;
        using var scope = NewDisposeScope();
        network.call(rand(2, 3, 6, 6));

        Assert.Equal(ScalarType.Float32, ones(2, 2).matmul(ones(2, 2)).dtype);
    }

    [SkippableFact]
    public void A_CPU_that_is_not_made_for_it_refuses_it_and_says_what_to_do()
    {
        LibTorch.Load();

        var error = Record.Exception(() => Precisions.Check(Precision.Bf16, CPU));

        Skip.If(error is null, "this processor is made for bf16");
        Assert.IsType<LibTorchException>(error);
        Assert.Contains("There is no --precision bf16 on cpu", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Use --precision float32.", error.Message, StringComparison.Ordinal);
        Precisions.Check(Precision.Float32, CPU);
    }

    private static (double Loss, ScalarType Sum, List<ScalarType> Types, double Moved) Step(Precision precision)
    {
        using var scope = NewDisposeScope();
        using var network = TestNetwork.Compile(TestNetwork.Tiny);
        network.Precision = precision;
        network.train();
        const int outputs = 3;
        using var step = new TrainingStep(network, Loss.For(Losses.CategoricalCrossentropy.WithDefaults, network, outputs), Optimizers.Sgd.WithDefaults);
        var before = network.parameters().Select(parameter => parameter.detach().clone()).ToList();
        manual_seed(1);
        var (_, sum) = step.Run(rand(4, 3, 6, 6), arange(4).remainder(outputs));
        var moved = network.parameters().Zip(before).Sum(pair => (pair.First - pair.Second).abs().sum().item<float>());
        return (sum.item<float>(), sum.dtype, [.. network.parameters().Select(parameter => parameter.dtype)], moved);
    }
}
