using System.Globalization;
using System.Text.Json;
using ArchSpec.Diagnostics;
using ArchSpec.Spec;
using ArchSpec.Summary;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Runs;
using ArchSpec.Training.Sessions;
using ArchSpec.Training.Tests.Compile;
using ArchSpec.Training.Weights;
using SkiaSharp;

namespace ArchSpec.Training.Tests.Sessions;

[Collection(Alone.Name)]
public sealed class TrainingSessionTests : IDisposable
{
    private readonly SmallRice _rice = new();

    public void Dispose() => _rice.Dispose();

    [Fact]
    public void A_run_leaves_a_folder_that_says_what_was_done()
    {
        var (folder, outcome) = _rice.Train("a");

        Assert.Equal(
            [".claimed", "best.safetensors", "checkpoint.bin", "confusion.png", "curves.png", "history.csv", "last.safetensors", "report.html", "run.json", "spec.yaml"],
            Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        using var run = JsonDocument.Parse(File.ReadAllText(folder.Info));
        var root = run.RootElement;
        Assert.Equal(("small", 3, "cpu", "archspec train"), (root.GetProperty("model_name").GetString(), root.GetProperty("seed").GetInt32(), root.GetProperty("device").GetString(), root.GetProperty("command").GetString()));
        Assert.Equal("1.2.3", root.GetProperty("versions").GetProperty("archspec").GetString());
        Assert.Equal(outcome.BestEpoch!.Epoch, root.GetProperty("outcome").GetProperty("best_epoch").GetProperty("epoch").GetInt32());
        using var curves = SKBitmap.Decode(folder.Curves);
        Assert.True(curves.Width > 100);
    }

    [Theory]
    [InlineData("curves.png", "curves.png")]
    [InlineData("history.csv", "history.csv")]
    [InlineData("report.html", "report.html")]
    [InlineData("last.safetensors", "last.safetensors")]
    public void What_cannot_be_written_does_not_end_training_and_is_named_at_its_end(string file, string named)
    {
        var report = _rice.Train("a", observers: new Saboteur(folder =>
        {
            File.Delete(Path.Combine(folder, file));
            Directory.CreateDirectory(Path.Combine(folder, file));
        }));

        Assert.Null(report.Outcome.Failure);
        Assert.Contains(named, report.Unwritten, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("spec.yaml")]
    [InlineData("best.safetensors")]
    public void A_file_that_somebody_removed_is_named(string file)
    {
        var report = _rice.Train("a", observers: new Saboteur(folder => { }, folder => File.Delete(Path.Combine(folder, file))));

        Assert.Contains($"{file} is missing", report.Unwritten, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_deleted_under_a_run_is_one_reason_for_each_file()
    {
        var report = _rice.Train("a", observers: new Saboteur(folder => Directory.Delete(folder, recursive: true)));

        Assert.Null(report.Outcome.Failure);
        Assert.Contains("spec.yaml", report.Unwritten, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_wrote_all_has_nothing_unwritten() => Assert.Null(_rice.Train("a").Unwritten);

    [Fact]
    public void The_history_has_a_row_for_each_epoch_with_its_figures()
    {
        var (folder, outcome) = _rice.Train("a");

        var lines = File.ReadAllLines(folder.History);
        var header = lines[0].Split(',').ToList();
        double Figure(int epoch, string name) => double.Parse(lines[epoch].Split(',')[header.IndexOf(name)], CultureInfo.InvariantCulture);

        Assert.Equal(4, lines.Length);
        Assert.All(lines, line => Assert.Equal(header.Count, line.Split(',').Length));
        var best = outcome.BestEpoch!;
        Assert.Equal((best.ValLoss, best.TrainAccuracy, 0.001), (Figure(best.Epoch, "val_loss"), Figure(best.Epoch, "train_accuracy"), Figure(best.Epoch, "learning_rate")));
        Assert.Equal(best.ValLoss, Enumerable.Range(1, 3).Min(epoch => Figure(epoch, "val_loss")));
    }

    [Fact]
    public void The_spec_of_a_run_is_the_same_model_and_training()
    {
        var (folder, _) = _rice.Train("a", seed: 9);

        var again = new SpecLoader(Plugins.BuiltInLayers.Registry).Load(folder.Spec);

        Assert.Equal(KerasSummary.Render(TestNetwork.Of(SmallRice.Spec)), KerasSummary.Render(TestNetwork.Load(folder.Spec)));
        Assert.Equal((8, 3, 9, 0.3), (again.Training.BatchSize, again.Training.Epochs, again.Training.Seed, again.Training.ValidationSplit));
    }

    [Fact]
    public void The_same_seed_gives_the_same_file_and_another_seed_another()
    {
        // TorchSharp's numbers were freed before they were read where the collector came in between.
        using var busy = new BusyCollector();
        byte[] Best(string name, int seed) => File.ReadAllBytes(_rice.Train(name, seed: seed).Folder.BestWeights);
        var first = Best("a", 1);

        Assert.Equal(first, Best("b", 1));
        Assert.NotEqual(first, Best("c", 2));
    }

    [Fact]
    public void An_evaluation_of_the_best_weights_finds_the_figures_of_training()
    {
        var (folder, outcome) = _rice.Train("a");
        var training = new SpecLoader(Plugins.BuiltInLayers.Registry).Load(folder.Spec).Training;
        var split = DataSide.Open(_rice.Options.Data, "validation", new SplitOptions { ValidationFraction = training.ValidationSplit, Seed = training.Seed });

        var report = EvaluationSession.Run(TestNetwork.Load(folder.Spec), folder.BestWeights, split, training.Loss, 8, _rice.Options);

        Assert.Equal((outcome.BestEpoch!.ValLoss, outcome.BestEpoch.ValAccuracy), (report.Loss, report.Confusion.Accuracy));
        Assert.Equal(split.Items.Count, report.Confusion.Total);
    }

    [Fact]
    public void The_weights_of_a_run_fit_the_spec_beside_them_where_layers_are_in_blocks()
    {
        const string Blocks = """
            archspec: 1
            name: blocks
            input: [24, 24, 3]
            blocks: { Pair: { parameters: [n], layers: [Conv2D: ["${n}", 1], Conv2D: ["${n}", 1]] } }
            layers:
              - Conv2D: { filters: 4, kernel_size: 5, strides: 4 }
              - Conv2D: [4, 1]
              - Pair: 3
              - GlobalAveragePooling2D
              - Dense: { units: 5, activation: softmax }
            training: { epochs: 1 }
            """;

        var folder = _rice.Train("a", Blocks).Folder;

        using var network = new Training.Compile.CompiledNetwork(TestNetwork.Load(folder.Spec), seed: 0);
        Assert.Equal("blocks", NetworkWeights.Load(network, folder.BestWeights).About["model"]);
    }

    [Fact]
    public void Weights_of_a_run_may_be_the_first_of_another()
    {
        var first = _rice.Train("a").Folder;
        var frozen = SmallRice.Spec.Replace("strides: 2, activation: relu }", "strides: 2, activation: relu }\n    trainable: false", StringComparison.Ordinal);

        var second = _rice.Train("b", frozen, weights: first.BestWeights).Folder;

        using var scope = TorchSharp.torch.NewDisposeScope();
        var (before, after) = (SafeTensors.Read(first.BestWeights).Tensors, SafeTensors.Read(second.LastWeights).Tensors);
        Assert.True(before["conv2d/kernel"].equal(after["conv2d/kernel"]).all().item<bool>());
        Assert.False(before["dense/kernel"].equal(after["dense/kernel"]).all().item<bool>());
    }

    [Fact]
    public void A_known_set_of_weights_that_is_not_for_the_layers_is_refused_with_its_place()
    {
        _rice.Write("base.yaml", SmallRice.Spec);
        const string Derived = "archspec: 1\nname: derived\nbase: { file: base.yaml, until: flatten, weights: imagenet }\nlayers:\n  - Dense: { units: 5, activation: softmax }\ntraining: { epochs: 1 }\n";

        var error = Assert.Throws<TrainingException>(() => _rice.Train("a", Derived));

        Assert.StartsWith($"{_rice.In("a.yaml")}(3,", error.Message, StringComparison.Ordinal);
        Assert.Contains("there are weights 'imagenet' for vgg16, resnet50, mobilenet, told by the names that Keras gives their layers; 'conv2d' is in none of them", error.Message, StringComparison.Ordinal);
        Assert.Contains("--weights none", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_rice.In("runs")));
        Assert.Null(_rice.Train("b", Derived, weights: "none").Outcome.Failure);
    }

    [Fact]
    public void What_cannot_be_trained_leaves_no_folder()
    {
        var error = Assert.Throws<TrainingException>(() => _rice.Train("a", SmallRice.Spec.Replace(", activation: softmax", "", StringComparison.Ordinal)));

        Assert.Contains("needs a model that ends in softmax", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_rice.In("runs")));
    }

    // A picture that cannot be decoded would be the error otherwise.
    [Theory]
    [InlineData("units: 5", "units: 4", "(8,5): error AS0604: the model ends in Dense with 4 outputs, and the data has 5 classes; write 'units: 5'")]
    [InlineData("  - Flatten\n", "", "(7,5): error AS0313: Dense 'dense' is the last layer and returns 11 × 11 × 5; ")]
    public void What_the_model_returns_is_compared_with_the_classes_before_a_picture_is_decoded(string right, string wrong, string message)
    {
        _rice.Write(Path.Combine(Directory.GetDirectories(_rice.In("rice"))[0], "broken.png"), "no picture");

        var error = Assert.Throws<SpecException>(() => _rice.Train("a", SmallRice.Spec.ReplaceLineEndings("\n").Replace(right, wrong, StringComparison.Ordinal)));

        Assert.StartsWith($"{_rice.In("a.yaml")}{message}", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_rice.In("cache")));
    }

    [Theory]
    [InlineData("input: [24]", "received 24")]
    [InlineData("inputs: { a: [24, 24, 3], b: [24, 24, 3] }", "received 24 × 24 × 3 and 24 × 24 × 3")]
    [InlineData("input: [~, ~, 3]", "received None × None × 3")]
    public void A_model_that_takes_no_photograph_is_refused(string input, string received)
    {
        var layers = input.StartsWith("inputs", StringComparison.Ordinal) ? "  - Add: {}\n    inputs: [a, b]\n" : "  - Dense: 5\n";

        var error = Assert.Throws<TrainingException>(() => _rice.Train("a", $"archspec: 1\n{input}\nlayers:\n{layers}"));

        Assert.EndsWith(received, error.Message, StringComparison.Ordinal);
    }

    // Does harm to the folder of a run, after its first epoch or at its end.
    private sealed class Saboteur(Action<string> afterEpoch, Action<string>? atEnd = null) : ITrainingObserver
    {
        private string _folder = "";

        public void OnStart(RunInfo run) => _folder = run.Directory;

        public void OnEpoch(EpochResult epoch)
        {
            if (epoch.Epoch == 1)
            {
                afterEpoch(_folder);
            }
        }

        public void OnEnd(RunOutcome outcome) => atEnd?.Invoke(_folder);
    }
}
