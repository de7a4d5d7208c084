using ArchSpec.Spec;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Loop;

[Collection(Alone.Name)]
public sealed class TrainerTests
{
    [Fact]
    public void Training_learns_and_tells_observers_in_order()
    {
        using var setup = new TrainerSetup { Options = new() { BatchSize = 4, Epochs = 12, Optimizer = TrainerSetup.Sgd(0.2) } };
        var recorder = new Recorder();

        var outcome = setup.Fit([recorder]);

        Assert.Equal(["start", .. Enumerable.Range(1, 12).Select(epoch => $"epoch {epoch}"), "end"], recorder.Events);
        Assert.Equal(1, recorder.Epochs[^1].ValAccuracy);
        Assert.True(recorder.Epochs[^1].ValLoss < recorder.Epochs[0].ValLoss);
        Assert.All(recorder.Epochs, epoch => Assert.Equal(0.2, epoch.LearningRate));
        Assert.Equal((null, false), (outcome.Failure, outcome.StoppedEarly));
        Assert.Equal(outcome.BestEpoch, recorder.Epochs.Last(epoch => epoch.IsBest));
    }

    [Fact]
    public void The_last_batch_of_each_epoch_is_reported_with_the_epochs_figures()
    {
        using var setup = new TrainerSetup();
        var recorder = new Recorder();

        setup.Fit([recorder]);

        var last = recorder.Batches.Where(batch => batch.Batch == batch.Batches).ToList();
        Assert.Equal([1, 2, 3], last.Select(batch => batch.Epoch));
        Assert.All(last.Zip(recorder.Epochs), pair => Assert.Equal((pair.Second.TrainLoss, pair.Second.TrainAccuracy, 3, 3), (pair.First.Loss, pair.First.Accuracy, pair.First.Epochs, pair.First.Batches)));
        Assert.All(last, batch => Assert.Equal(TimeSpan.Zero, batch.Left));
    }

    [Fact]
    public void A_ragged_last_batch_counts_by_its_images()
    {
        var images = TrainerSetup.Images(11);
        using var setup = new TrainerSetup { Train = images, Validation = images };
        var recorder = new Recorder();

        setup.Fit([recorder]); // the step size is 0: training and validation see the same weights

        var whole = new Evaluator(setup.Network, Loss.For(Losses.CategoricalCrossentropy.WithDefaults, setup.Network, 3), 11, CPU).Run(images);
        Assert.All(recorder.Epochs, epoch =>
        {
            Assert.Equal(whole.Loss, epoch.TrainLoss, 1e-6);
            Assert.Equal(whole.Loss, epoch.ValLoss, 1e-6);
            Assert.Equal((whole.Accuracy, whole.Accuracy), (epoch.TrainAccuracy, epoch.ValAccuracy));
        });
    }

    [Fact]
    public void An_evaluation_gives_predictions_in_the_order_of_the_images()
    {
        using var setup = new TrainerSetup { Options = new() { BatchSize = 4, Epochs = 12, Optimizer = TrainerSetup.Sgd(0.2) } };
        setup.Fit([]);
        setup.Network.train();

        var found = new Evaluator(setup.Network, Loss.For(Losses.CategoricalCrossentropy.WithDefaults, setup.Network, 3), 4, CPU).Run(setup.Train);

        Assert.Equal(setup.Train.Labels, found.Predictions);
        Assert.Equal(1, found.Accuracy);
        Assert.True(setup.Network.training); // as it was before
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_seed_others()
    {
        List<float> Weights(long initial, long seed)
        {
            using var setup = new TrainerSetup(Compile.TestNetwork.Tiny.Replace("  - Flatten", "  - Flatten\n  - Dropout: 0.5", StringComparison.Ordinal), initial)
            {
                Options = new() { BatchSize = 4, Epochs = 2 },
            };
            setup.Fit([], seed);
            return setup.Weights;
        }

        var first = Weights(1, 1);

        Assert.Equal(first, Weights(1, 1));
        Assert.NotEqual(first, Weights(1, 2)); // another order and other dropout
        Assert.NotEqual(first, Weights(2, 1));
    }

    [Fact]
    public void Patience_ends_the_run()
    {
        using var setup = new TrainerSetup { Options = new() { BatchSize = 4, Epochs = 9, Optimizer = TrainerSetup.Sgd(0), EarlyStopping = new() { Patience = 2 } } };
        var recorder = new Recorder();

        var outcome = setup.Fit([recorder]);

        Assert.Equal((3, 1, true, null), (recorder.Epochs.Count, outcome.BestEpoch!.Epoch, outcome.StoppedEarly, outcome.Failure));
        Assert.Equal([true, false, false], recorder.Epochs.Select(epoch => epoch.IsBest));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_best_weights_come_back_where_that_is_wanted(bool restore)
    {
        using var setup = new TrainerSetup
        {
            Options = new() { BatchSize = 4, Epochs = 3, Optimizer = TrainerSetup.Sgd(0), EarlyStopping = new() { Patience = 9, RestoreBestWeights = restore } },
        };
        var best = setup.Weights;

        var outcome = setup.Fit([new Recorder(_ => setup.Worsen())]);

        Assert.Equal(1, outcome.BestEpoch!.Epoch);
        Assert.Equal(restore, best.SequenceEqual(setup.Weights));
        Assert.Equal(restore ? ["Restoring model weights from the end of the best epoch: 1."] : [], setup.Reports);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_loss_that_is_no_number_ends_the_run_and_the_best_weights_come_back(float poison)
    {
        using var setup = new TrainerSetup { Options = new() { BatchSize = 4, Epochs = 9, Optimizer = TrainerSetup.Sgd(0) } };
        var best = setup.Weights;
        var recorder = new Recorder(epoch => setup.Spoil(epoch.Epoch == 2 ? poison : best[0]));

        var outcome = setup.Fit([recorder]);

        Assert.StartsWith("the loss is not a number at batch 1 of epoch 3;", outcome.Failure, StringComparison.Ordinal);
        Assert.Equal(["start", "epoch 1", "epoch 2", "epoch 3", "end"], recorder.Events);
        Assert.False(recorder.Epochs[^1].IsBest);
        Assert.All(setup.Weights, weight => Assert.True(float.IsFinite(weight)));
    }

    [Fact]
    public void An_interruption_ends_the_run_after_the_batch_with_the_best_weights()
    {
        using var source = new CancellationTokenSource();
        using var setup = new TrainerSetup();
        var best = setup.Weights;
        var recorder = new Recorder(_ =>
        {
            setup.Worsen();
            source.Cancel();
        });

        var outcome = setup.Fit([recorder], stop: source.Token);

        Assert.Equal(["start", "epoch 1", "end"], recorder.Events);
        Assert.Equal(("interrupted", 1, false), (outcome.Failure, outcome.BestEpoch!.Epoch, outcome.StoppedEarly));
        Assert.Equal(best, setup.Weights);
    }

    [Fact]
    public void An_interruption_before_the_first_epoch_has_no_best_one()
    {
        using var setup = new TrainerSetup();

        var outcome = setup.Fit([], stop: new CancellationToken(canceled: true));

        Assert.Equal(("interrupted", null), (outcome.Failure, outcome.BestEpoch));
    }

    [Fact]
    public void An_observer_that_fails_is_reported_once_and_training_goes_on()
    {
        using var setup = new TrainerSetup();
        var (failing, after) = (new Recorder(_ => throw new IOException("no space left")), new Recorder());

        var outcome = setup.Fit([failing, after]);

        Assert.Equal(["start", "epoch 1"], failing.Events);
        Assert.Equal(["start", "epoch 1", "epoch 2", "epoch 3", "end"], after.Events);
        Assert.Equal(["Recorder failed and is left out of the rest of this run: no space left"], setup.Reports.Where(line => line.Contains("Recorder", StringComparison.Ordinal)));
        Assert.Null(outcome.Failure);
    }

    [Fact]
    public void An_error_in_the_run_itself_reaches_the_observers_and_the_caller()
    {
        using var setup = new TrainerSetup { Validation = ImageSet.FromMemory(new(5, 5, 3), ["red", "green", "blue"], [(0, new byte[75])]) };
        var recorder = new Recorder();

        Assert.ThrowsAny<Exception>(() => setup.Fit([recorder]));

        Assert.Equal(["start", "end"], recorder.Events);
    }

    [Fact]
    public void A_network_that_is_frozen_whole_is_refused()
    {
        using var setup = new TrainerSetup("archspec: 1\nname: ice\ninput: [6, 6, 3]\nlayers:\n  - Flatten\n  - Dense: { units: 3, activation: softmax }\n    trainable: false\n");

        Assert.Equal("nothing of 'ice' is trainable: every layer with weights is frozen", Assert.Throws<TrainingException>(() => setup.Fit([])).Message);
    }

    [Theory]
    [InlineData("Adam")]
    [InlineData("{ SGD: { momentum: 0.9 } }")]
    [InlineData("{ RMSprop: { centered: true, momentum: 0.9, clipnorm: 1 } }")]
    [InlineData("{ Nadam: { use_ema: true, ema_overwrite_frequency: 2, gradient_accumulation_steps: 2, global_clipnorm: 1 } }")]
    [InlineData("{ Lamb: { clipvalue: 1, loss_scale_factor: 2 } }")]
    [InlineData("{ Ftrl: { learning_rate: { CosineDecay: [0.1, 10, 0.1] } } }")]
    public void No_tensor_stays_behind_from_one_epoch_to_the_next(string optimizer)
    {
        var spec = Compile.TestNetwork.Tiny.Replace("softmax", "softmax, kernel_regularizer: l2, activity_regularizer: l1, kernel_constraint: max_norm", StringComparison.Ordinal);
        using var setup = new TrainerSetup(spec) { Options = new() { BatchSize = 1, Epochs = 4, Optimizer = Optimize.SpecOptimizer.Of(optimizer) } };
        var live = new List<long>();

        setup.Fit([new Recorder(_ => live.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount))]);

        Assert.Equal(11 * 4, setup.Train.Count * live.Count);
        Assert.Equal(live[1], live[3]);
    }

    // Three steps an epoch.
    [Fact]
    public void The_rate_that_is_logged_is_the_schedules_at_the_end_of_the_epoch()
    {
        using var setup = new TrainerSetup
        {
            Options = new() { BatchSize = 4, Epochs = 3, Optimizer = Optimize.SpecOptimizer.Of("{ SGD: { learning_rate: { PiecewiseConstantDecay: [[2, 5], [0.3, 0.2, 0.1]] } } }") },
        };
        var recorder = new Recorder();

        setup.Fit([recorder]);

        Assert.Equal([0.2, 0.1, 0.1], recorder.Epochs.Select(epoch => epoch.LearningRate));
    }

    [Fact]
    public void Penalties_are_in_the_loss_and_in_the_validation_loss()
    {
        var penalised = Compile.TestNetwork.Tiny.Replace("softmax", "softmax, bias_initializer: ones, bias_regularizer: { l1: 2 }", StringComparison.Ordinal);
        var (with, without) = (EpochOf(penalised), EpochOf(penalised.Replace("{ l1: 2 }", "~", StringComparison.Ordinal)));

        Assert.Equal((without.TrainLoss + 6, without.ValLoss + 6), (with.TrainLoss, with.ValLoss), (a, b) => Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) < 1e-5);

        static EpochResult EpochOf(string spec)
        {
            using var setup = new TrainerSetup(spec) { Options = new() { BatchSize = 4, Epochs = 1, Optimizer = TrainerSetup.Sgd(0) } };
            var recorder = new Recorder();
            setup.Fit([recorder]);
            return recorder.Epochs[0];
        }
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Training_ends_with_the_averages_unless_the_best_weights_are_to_come_back(bool? restore, bool averaged)
    {
        using var setup = new TrainerSetup
        {
            Options = new()
            {
                BatchSize = 4,
                Epochs = 3,
                Optimizer = Optimize.SpecOptimizer.Of("{ SGD: { learning_rate: 0.1, use_ema: true, ema_momentum: 0.9 } }"),
                EarlyStopping = restore is { } best ? new() { Patience = 9, RestoreBestWeights = best } : null,
            },
        };
        List<float> last = [];

        var outcome = setup.Fit([new Recorder(_ => last = setup.Weights)]);

        Assert.Equal(averaged, outcome.Averaged);
        Assert.Equal(averaged, !last.SequenceEqual(setup.Weights)); // the last epoch is the best here
    }
}
