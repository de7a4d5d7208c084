using ArchSpec.Graph;
using ArchSpec.Plugins;
using ArchSpec.Spec;
using ArchSpec.Testing;
using ArchSpec.Training.Data;
using ArchSpec.Training.Prune;
using ArchSpec.Training.Sessions;
using ArchSpec.Training.Weights;

namespace ArchSpec.Training.Tests.Prune.Loop;

/// <summary>The loop with training: every round kept, three kinds of images apart, and it goes on where it was broken off.</summary>
public sealed class PruneLoopTests : IDisposable
{
    private const string Spec = """
        archspec: 1
        name: model
        input: [8, 4, 3]
        layers:
          - Conv2D: { filters: 10, kernel_size: 3, padding: same, use_bias: false, name: a }
          - BatchNormalization
          - Activation: relu
          - Conv2D: { filters: 8, kernel_size: 3, padding: same, activation: relu, name: b }
          - GlobalAveragePooling2D
          - Dense: { units: 3, activation: softmax, name: head }
        training:
          optimizer: { Adam: { learning_rate: 0.02 } }
          batch_size: 8
          seed: 3
        """;

    private readonly TempFolder _data = new();

    public PruneLoopTests() => BitmapFolder.Write(_data.In("data"), Colours(90));

    [Fact]
    public void It_gets_smaller_within_the_drop_and_keeps_every_round()
    {
        using var model = new PruneModel(Spec);
        var report = Run(model, "small.yaml");

        Assert.InRange(report.Result.Parameters, 1, report.Before.Parameters / 2);
        Assert.True(report.Rounds.Count > 2);
        Assert.Contains(report.Rounds, round => round.Kind == "budget" && round.Accepted);
        Assert.All(report.Rounds, round => Assert.True(File.Exists(Path.Combine(model.Folder, "small.rounds", round.Folder, "small.yaml"))));
        Assert.All(report.Rounds, round => Assert.Equal(round.Accuracy >= report.LeastAccuracy, round.Accepted));
        var sizes = report.Rounds.Where(round => round.Accepted).Select(round => round.Parameters).ToList();
        Assert.Equal(sizes.OrderDescending(), sizes);
        Assert.Equal(report.Result.Parameters, sizes[^1]);
    }

    [Fact]
    public void Another_process_measures_what_the_report_says()
    {
        using var model = new PruneModel(Spec);
        var report = Run(model, "small.yaml");
        var document = new SpecLoader(BuiltInLayers.Registry).Load(report.Spec);
        var network = NetworkBuilder.Build(document, BuiltInLayers.Registry);
        var final = PruneImages.Apart(ImageFolder.Open(_data.In("data"), SplitOptions.Of(model.Document.Training))).Final;
        var evaluation = EvaluationSession.Run(network, report.Weights, final, document.Training.Loss, 5, Options);

        Assert.Equal(report.FineTuned!.Correct, evaluation.Confusion.Correct);
        Assert.Equal(report.FineTuned.Images, final.Items.Count);
        Assert.Equal(report.Result.Parameters, network.Parameters);
    }

    [Fact]
    public void Broken_off_it_goes_on_to_the_same_end()
    {
        using var model = new PruneModel(Spec);
        var whole = Run(model, "whole.yaml");
        using var stop = new CancellationTokenSource();
        Assert.Throws<PruneInterruptedException>(() => Run(model, "parts.yaml", say: line => StopAfter(line, "Round 3 ", stop), stop: stop.Token));
        Assert.False(File.Exists(Path.Combine(model.Folder, "parts.yaml")));

        var lines = new List<string>();
        var resumed = Run(model, "parts.yaml", say: lines.Add);
        Assert.Contains(lines, line => line.StartsWith("Going on after round 3 of ", StringComparison.Ordinal));
        Assert.Equal(whole.Rounds, resumed.Rounds);
        Assert.Equal(File.ReadAllText(whole.Spec), File.ReadAllText(resumed.Spec));
        Assert.Equal(File.ReadAllBytes(whole.Weights), File.ReadAllBytes(resumed.Weights));
        Assert.Equal(whole.Layers.SelectMany(layer => layer.Kept), resumed.Layers.SelectMany(layer => layer.Kept));
    }

    [Fact]
    public void A_loop_of_other_settings_is_refused()
    {
        using var model = new PruneModel(Spec);
        Run(model, "small.yaml");
        var error = Assert.Throws<PruneException>(() => Run(model, "small.yaml", maxDrop: 2));

        Assert.Contains("holds the rounds of a loop with another spec, other weights, data or settings", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_images_are_kept_apart()
    {
        var images = PruneImages.Apart(ImageFolder.Open(_data.In("data"), new SplitOptions()));
        var names = new[] { images.Measured, images.Selection, images.Final }.Select(split => split.Items.Select(item => item.Name).ToHashSet()).ToList();

        Assert.All(names, side => Assert.NotEmpty(side));
        Assert.Empty(names[0].Intersect(names[1]).Concat(names[0].Intersect(names[2])).Concat(names[1].Intersect(names[2])));
        Assert.Equal(90, names.Sum(side => side.Count));
    }

    public void Dispose() => _data.Dispose();

    private SessionOptions Options => new() { Data = _data.In("data"), Device = "cpu", Cache = new CacheOptions { Mode = CacheMode.Ram } };

    private PruneReport Run(PruneModel model, string output, double maxDrop = 10, Action<string>? say = null, CancellationToken stop = default)
    {
        var weights = Path.Combine(model.Folder, "trained.safetensors");
        if (!File.Exists(weights))
        {
            NetworkWeights.Save(model.Compiled, weights, new Dictionary<string, string>());
        }

        var request = model.Request(PruneMode.Budget) with
        {
            Weights = weights,
            Output = Path.Combine(model.Folder, output),
            Images = PruneImages.Apart(ImageFolder.Open(_data.In("data"), SplitOptions.Of(model.Document.Training))),
            MaxDrop = maxDrop,
            FinetuneEpochs = 2,
            Step = 0.4,
            BatchSize = 8,
        };
        return PruneSession.Run(request, Options with { Say = say ?? (_ => { }) }, stop);
    }

    private static void StopAfter(string line, string start, CancellationTokenSource stop)
    {
        if (line.StartsWith(start, StringComparison.Ordinal))
        {
            stop.Cancel();
        }
    }

    // Each class has a colour of its own, with noise: a few channels are enough.
    private static ImageSet Colours(int count)
    {
        var random = new Random(4);
        return ImageSet.FromMemory(
            new ImageShape(8, 4, 3),
            ["apple", "pear", "plum"],
            [.. Enumerable.Range(0, count).Select(index => (index % 3, Enumerable.Range(0, 96).Select(at => (byte)((at % 3 == index % 3 ? 100 : 60) + random.Next(60))).ToArray()))]);
    }
}
