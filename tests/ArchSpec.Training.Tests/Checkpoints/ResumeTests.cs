using ArchSpec.Training.Loop;
using ArchSpec.Training.Tests.Loop;

namespace ArchSpec.Training.Tests.Checkpoints;

/// <summary>A run that is broken off and resumed ends in the bits of one that was not.</summary>
[Collection(Alone.Name)]
public sealed class ResumeTests
{
    private static readonly (string Name, string Layers, string Training)[] Kinds =
    [
        ("Adam, dropout", "Dropout: 0.5", "optimizer: { Adam: { learning_rate: 0.01 } }"),
        ("momentum, schedule, seeded dropout", "Dropout: { rate: 0.4, seed: 7 }", "optimizer: { SGD: { momentum: 0.9, nesterov: true, learning_rate: { CosineDecay: { initial_learning_rate: 0.01, decay_steps: 14, warmup_target: 0.1, warmup_steps: 3 } } } }"),
        ("Nadam, normalisation", "BatchNormalization: { momentum: 0.8 }", "optimizer: { Nadam: { learning_rate: 0.01 } }"),
        ("RMSprop, random pictures", "GaussianNoise: 0.2", "optimizer: { RMSprop: { learning_rate: 0.003, centered: true, momentum: 0.5 } }"),
        ("averages", "SpatialDropout2D: 0.3", "optimizer: { Adam: { learning_rate: 0.01, use_ema: true, ema_momentum: 0.7, ema_overwrite_frequency: 3 } }"),
        ("averages at the end", "BatchNormalization", "optimizer: { SGD: { learning_rate: 0.05, use_ema: true, ema_momentum: 0.7 } }"),
        ("accumulation, class weights", "AlphaDropout: { rate: 0.2, seed: 3 }", "optimizer: { AdamW: { learning_rate: 0.01, gradient_accumulation_steps: 3 } }, class_weight: { red: 3, blue: 0.5 }"),
        ("plateau", "Dropout: 0.2", "optimizer: { SGD: 0.05 }, reduce_lr_on_plateau: { factor: 0.5, patience: 1, min_delta: 0.2, cooldown: 1 }"),
        ("early stopping", "Dropout: 0.5", "optimizer: { Lion: 0.01 }, early_stopping: { patience: 2, min_delta: 0.4, restore_best_weights: true }"),
        ("the best is restored", "Dropout: 0.5", "optimizer: { Adagrad: 0.5 }, early_stopping: { monitor: val_accuracy, patience: 9, restore_best_weights: true }, learning_rate_multipliers: { conv2d: 0.1 }"),
    ];

    private static readonly Dictionary<string, Break[]> Breaks = new()
    {
        ["at an epoch's end"] = [new(1, 0)],
        ["before the first batch is done"] = [new(1, 1)],
        ["in an epoch"] = [new(2, 2)],
        ["in validation"] = [new(2, ResumableRun.Batches)],
        ["twice in an epoch"] = [new(2, 1), new(2, 3)],
        ["twice"] = [new(1, ResumableRun.Batches), new(3, 2)],
        ["three times"] = [new(1, 3), new(2, 0), new(3, ResumableRun.Batches)],
    };

    public static IEnumerable<object[]> Cases() =>
        from kind in Kinds from broken in Breaks.Keys select new object[] { kind.Name, broken };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Goes_on_to_the_bit(string kind, string broken)
    {
        using var whole = new ResumableRun(Spec(kind));
        using var parts = new ResumableRun(Spec(kind));
        var expected = whole.Train();

        var ends = Breaks[broken].Select(at => parts.Train(at)).ToList();
        var last = parts.Train();

        Assert.All(ends, end => Assert.Equal(EndReason.Interrupted, end.Reason));
        Assert.Equal((expected.BestEpoch?.Epoch, expected.StoppedEarly, expected.Averaged, expected.EndsWithBest), (last.BestEpoch?.Epoch, last.StoppedEarly, last.Averaged, last.EndsWithBest));
        Assert.Equal(whole.Epochs.Values.Select(ResumableRun.Figures), parts.Epochs.Values.Select(ResumableRun.Figures));
        Assert.Equal(whole.Contents(), parts.Contents());
    }

    [Fact]
    public void The_kinds_do_what_they_are_there_for()
    {
        Dictionary<string, SortedDictionary<int, Training.Runs.EpochResult>> ran = [];
        foreach (var (name, _, _) in Kinds)
        {
            using var run = new ResumableRun(Spec(name));
            run.Train();
            ran[name] = run.Epochs;
        }

        Assert.Equal(4, ran["momentum, schedule, seeded dropout"].Values.Select(epoch => epoch.LearningRate).Distinct().Count());
        Assert.True(ran["plateau"].Values.Select(epoch => epoch.LearningRate).Distinct().Count() > 1);
        Assert.True(ran["early stopping"].Count < 4);
    }

    [Theory]
    [InlineData("Adam, dropout")]
    [InlineData("averages at the end")]
    [InlineData("the best is restored")]
    public void More_epochs_after_the_end_are_those_of_a_longer_run(string kind)
    {
        using var whole = new ResumableRun(Spec(kind));
        using var parts = new ResumableRun(Spec(kind));
        whole.Train(epochs: 5);

        parts.Train(epochs: 2);
        parts.Train(epochs: 5);

        Assert.Equal(whole.Epochs.Values.Select(ResumableRun.Figures), parts.Epochs.Values.Select(ResumableRun.Figures));
        Assert.Equal(whole.Contents(), parts.Contents());
    }

    [Fact]
    public void A_run_that_has_ended_trains_no_further_and_says_so()
    {
        using var run = new ResumableRun(Spec("Adam, dropout"));
        run.Train();
        var before = run.Contents();

        var again = run.Train();

        Assert.Null(again.Failure);
        Assert.Equal(before, run.Contents());
        Assert.Contains(run.Reports, line => line.StartsWith("The run ended after epoch 4 of 4", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_state_gives_other_bits()
    {
        // That Contents would show a difference: a run without its breaks undone.
        using var one = new ResumableRun(Spec("Adam, dropout"));
        using var other = new ResumableRun(Spec("Adam, dropout").Replace("0.5", "0.25", StringComparison.Ordinal));
        one.Train();
        other.Train();

        Assert.NotEqual(one.Contents(), other.Contents());
    }

    private static string Spec(string kind)
    {
        var (_, layers, training) = Kinds.Single(row => row.Name == kind);
        return $$"""
            archspec: 1
            name: tiny
            input: [6, 6, 3]
            layers:
              - RandomFlip: { mode: horizontal }
              - RandomRotation: { factor: 0.1, seed: 5 }
              - Conv2D: { filters: 4, kernel_size: 3, padding: same, activation: relu }
              - {{(layers.Contains(':', StringComparison.Ordinal) ? $"{{ {layers} }}" : layers)}}
              - MaxPooling2D
              - Flatten
              - Dense: { units: 3, activation: softmax }
            training: { batch_size: 4, epochs: 4, {{training}} }
            """;
    }
}
