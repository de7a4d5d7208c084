using ArchSpec.Training.Compile;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Tests.Checkpoints;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Loop;

/// <summary>A layer of which every unit gives 0 for a whole epoch is named, and no other is.</summary>
[Collection(Alone.Name)]
public sealed class DeadLayersTests
{
    private const string Narrow = """
        archspec: 1
        name: narrow
        input: [6, 6, 3]
        layers:
          - Flatten
          - Dense: { units: 1, activation: relu, name: hidden }
          - Dense: { units: 3, activation: softmax }
        training: { batch_size: 4, epochs: 3, optimizer: { SGD: 0.001 } }
        """;

    private const string Residual = """
        archspec: 1
        name: residual
        input: [6, 6, 3]
        layers:
          - Conv2D: { filters: 4, kernel_size: 3, padding: same, activation: relu, name: stem }
          - Conv2D: { filters: 4, kernel_size: 3, padding: same, name: conv }
          - BatchNormalization: { gamma_initializer: zeros, name: zero }
          - Add: {}
            inputs: [stem, zero]
          - GlobalAveragePooling2D
          - Dense: { units: 3, activation: softmax }
        training: { batch_size: 4, epochs: 3, optimizer: { SGD: { learning_rate: 0.05, momentum: 0.9 } } }
        """;

    [Theory]
    [InlineData("hidden")]
    [InlineData("Conv2D: { filters: 4, kernel_size: 3, activation: relu, name: other }")]
    public void A_dead_layer_ends_the_run_after_the_epoch_with_its_name(string layer)
    {
        var isConvolution = layer.StartsWith("Conv2D", StringComparison.Ordinal);
        using var run = new ResumableRun(isConvolution ? Narrow.Replace("  - Flatten", $"  - {layer}\n  - Flatten", StringComparison.Ordinal) : Narrow);

        var outcome = run.Train(plant: network => Kill(network, isConvolution ? "other" : "hidden"));

        Assert.Equal(EndReason.Dead, outcome.Reason);
        Assert.StartsWith($"every unit of layer '{(isConvolution ? "other" : "hidden")}' gave 0 in all of epoch 1", outcome.Failure, StringComparison.Ordinal);
        Assert.Equal([1], run.Epochs.Keys);
        Assert.Equal(1, outcome.BestEpoch!.Epoch);
    }

    [Fact]
    public void An_activation_that_is_a_layer_of_its_own_is_named()
    {
        using var run = new ResumableRun(Narrow.Replace("activation: relu, name: hidden }", "name: hidden }\n  - ReLU: { name: rectified }", StringComparison.Ordinal));

        var outcome = run.Train(plant: network => Kill(network, "hidden"));

        Assert.Contains("'rectified'", outcome.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void With_continue_it_is_named_once_and_training_goes_on()
    {
        using var run = new ResumableRun(Narrow);

        var outcome = run.Train(onDead: OnDead.Continue, plant: network => Kill(network, "hidden"));

        Assert.Null(outcome.Failure);
        Assert.Equal([1, 2, 3], run.Epochs.Keys);
        Assert.Single(run.Reports, line => line.StartsWith("Warning: every unit of layer 'hidden' gave 0", StringComparison.Ordinal));
    }

    [Fact]
    public void Reinitialize_begins_again_with_the_next_seed()
    {
        // Dead by its planted bias alone: the first weights of every seed are alive, or the test would say nothing.
        using var run = new ResumableRun(Narrow.Replace("units: 1,", "units: 20,", StringComparison.Ordinal));

        var outcome = run.Train(onDead: OnDead.Reinitialize, plant: network => Kill(network, "hidden"));

        Assert.Equal((null, 1), (outcome.Failure, outcome.Restarts));
        Assert.Equal([1, 2, 3], run.Epochs.Keys);
        Assert.Single(run.Reports, line => line.StartsWith("Beginning again with another seed: every unit of layer 'hidden'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_that_began_again_is_resumed_to_the_bit()
    {
        var spec = Narrow.Replace("units: 1,", "units: 20,", StringComparison.Ordinal).Replace("  - Flatten", "  - Dropout: 0.3\n  - Flatten", StringComparison.Ordinal);
        using var whole = new ResumableRun(spec);
        using var parts = new ResumableRun(spec);
        whole.Train(onDead: OnDead.Reinitialize, plant: network => Kill(network, "hidden"));

        parts.Train(new Break(2, 2), onDead: OnDead.Reinitialize, plant: network => Kill(network, "hidden"));
        var last = parts.Train(onDead: OnDead.Reinitialize);

        Assert.Equal(1, last.Restarts);
        Assert.Equal(whole.Contents(), parts.Contents());
    }

    [Fact]
    public void It_begins_again_three_times_and_no_more()
    {
        using var run = new ResumableRun(Narrow.Replace("name: hidden", "name: hidden, bias_initializer: { Constant: -1000 }", StringComparison.Ordinal));

        var outcome = run.Train(onDead: OnDead.Reinitialize);

        Assert.Equal((EndReason.Dead, 3), (outcome.Reason, outcome.Restarts));
        Assert.Equal([1], run.Epochs.Keys);
    }

    [Fact]
    public void A_layer_that_gives_0_in_one_batch_alone_is_not_named()
    {
        using var run = new ResumableRun(Narrow.Replace("epochs: 3, optimizer: { SGD: 0.001 }", "epochs: 1, optimizer: { SGD: 1.0e-12 }", StringComparison.Ordinal));

        // It takes the brightness of red, and only that of the reddest picture is enough: it gives 0 in the three batches without it.
        var reds = Reds();
        var outcome = run.Train(plant: network =>
        {
            Set(network, "hidden/kernel", kernel =>
            {
                kernel.zero_();
                kernel[TensorIndex.Slice(0, null, 3)].fill_(1);
            });
            Set(network, "hidden/bias", bias => bias.fill_(-(reds[0] + reds[1]) / 2));
        });

        Assert.Null(outcome.Failure);
    }

    [Fact]
    public void A_residual_branch_that_begins_with_0_is_not_named()
    {
        using var run = new ResumableRun(Residual);

        Assert.Null(run.Train().Failure);
    }

    [Theory]
    [InlineData("batch_size: 15, epochs: 4, optimizer: { SGD: 0.05 }")]
    [InlineData("batch_size: 4, epochs: 4, optimizer: { SGD: { learning_rate: 0.05, gradient_accumulation_steps: 4 } }")]
    [InlineData("batch_size: 8, epochs: 4, optimizer: { SGD: { learning_rate: { CosineDecay: { initial_learning_rate: 0, warmup_target: 0.1, warmup_steps: 4, decay_steps: 9 } } } }")]
    public void Nor_where_an_epoch_has_too_few_changes_to_show_it(string training)
    {
        using var run = new ResumableRun(Residual[..Residual.IndexOf("training:", StringComparison.Ordinal)] + $"training: {{ {training} }}\n");

        Assert.Null(run.Train().Failure);
    }

    [Fact]
    public void A_dead_layer_in_epochs_of_one_batch_is_named_when_it_has_had_its_changes()
    {
        using var run = new ResumableRun(Narrow.Replace("batch_size: 4, epochs: 3", "batch_size: 15, epochs: 9", StringComparison.Ordinal));

        var outcome = run.Train(plant: network => Kill(network, "hidden"));

        Assert.Contains("'hidden' gave 0 in all of epoch 3", outcome.Failure, StringComparison.Ordinal);
    }

    private static List<float> Reds()
    {
        var images = TrainerSetup.Images(15);
        var pixels = new byte[images.Shape.Bytes];
        return [.. Enumerable.Range(0, images.Count).Select(image =>
        {
            images.Read(image, pixels);
            return pixels.Where((_, place) => place % 3 == 0).Sum(value => value / 255f);
        }).OrderDescending()];
    }

    private static void Kill(CompiledNetwork network, string layer) => Set(network, $"{layer}/bias", bias => bias.fill_(-1000));

    private static void Set(CompiledNetwork network, string name, Action<Tensor> change)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var (path, weight) = (name[..name.LastIndexOf('/')], name[(name.LastIndexOf('/') + 1)..]);
        change(network.WeightedLayers.Single(layer => layer.Path == path).Weights[weight]);
    }
}
