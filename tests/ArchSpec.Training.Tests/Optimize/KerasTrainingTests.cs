using System.Text.Json.Nodes;
using ArchSpec.Spec;
using ArchSpec.Testing;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Tests.Compile;
using ArchSpec.Training.Weights;
using TorchSharp;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Optimize;

/// <summary>Steps of training against those of Keras 3.9.2: losses, accuracies, final weights and moving statistics.</summary>
public sealed class KerasTrainingTests(ITestOutputHelper output) : IDisposable
{
    private const string Spec = """
        archspec: 1
        input: [8, 8, 3]
        layers:
          - Conv2D: { filters: 4, kernel_size: 3, padding: same, use_bias: false }
          - BatchNormalization
          - Activation: relu
          - MaxPooling2D
          - Flatten
          - Dense: { units: 3, activation: softmax, kernel_regularizer: { l2: 0.001 } }
        """;

    private const int BatchSize = 4;

    private static readonly string Folder = RepositoryRoot.In("tests", "ArchSpec.Training.Tests", "Oracle");

    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly JsonObject _expected = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "training.json")))!.AsObject();
    private readonly IReadOnlyDictionary<string, Tensor> _tensors = SafeTensors.Read(Path.Combine(Folder, "training.safetensors")).Tensors;

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData("categorical_crossentropy")]
    [InlineData("sparse_categorical_crossentropy")]
    public void Six_steps_and_an_evaluation(string loss)
    {
        var settings = _expected.Where(pair => pair.Value is JsonObject found && found.ContainsKey("steps")).Select(pair => pair.Key).ToList();
        var wrong = settings.SelectMany(setting => Problems(setting, loss).Select(problem => $"{setting}: {problem}")).ToList();

        output.WriteLine($"training with {loss}: {settings.Count - wrong.Select(problem => problem.Split(':')[0]).Distinct().Count()} of {settings.Count} settings");
        Assert.Equal(8, settings.Count);
        Assert.Empty(wrong);
    }

    [Fact]
    public void An_optimizer_keeps_what_Keras_says_that_it_does()
    {
        foreach (var setting in _expected.Where(pair => pair.Value is JsonObject found && found.ContainsKey("steps")).Select(pair => pair.Value!))
        {
            var kept = setting["optimizer_variables"]!.AsArray().Sum(variable => variable![1]!.AsArray().Aggregate(1L, (product, size) => product * (long)size!));

            Assert.Equal(kept, OptimizerState.Count(SpecOptimizer.OfConfig(setting["config"]!.AsObject()), TestNetwork.Of(Spec).TrainableParameters));
        }
    }

    private List<string> Problems(string setting, string lossName)
    {
        using var scope = NewDisposeScope();
        using var network = new CompiledNetwork(TestNetwork.Of(Spec), seed: 0);
        TestNetwork.SetWeights(network, Enumerable.Range(0, 7).Select(i => _tensors[$"w{i}"]));
        var loss = Loss.For(Losses.All.Default(lossName), network, 3);
        using var training = new TrainingStep(network, loss, SpecOptimizer.OfConfig(_expected[setting]!["config"]!.AsObject()));
        var problems = new List<string>();
        network.train();
        foreach (var (step, number) in _expected[setting]!["steps"]!.AsArray().Select((step, number) => (step!, number)))
        {
            var (images, labels) = Batch(number % 3 * BatchSize, BatchSize);
            var (outputs, sum) = training.Run(images, labels);
            problems.AddRange(Compare($"step {number}", step, loss, outputs, labels, sum));
        }

        network.eval();
        var all = Batch(0, 12);
        var (found, total) = new Objective(network, loss).Of(all.Images, all.Labels);
        problems.AddRange(Compare("evaluate", _expected[setting]!["evaluate"]!, loss, found, all.Labels, total));
        problems.AddRange(WrongWeights(setting, network));
        return problems;
    }

    private (Tensor Images, Tensor Labels) Batch(long from, long count) =>
        (_tensors["x"].narrow(0, from, count).permute(0, 3, 1, 2), _tensors["y"].narrow(0, from, count).to(int64));

    private static IEnumerable<string> Compare(string what, JsonNode expected, Loss loss, Tensor outputs, Tensor labels, Tensor sum)
    {
        var (value, right) = (sum.item<float>() / labels.shape[0], loss.Correct(outputs, labels).item<long>() / (double)labels.shape[0]);
        if (!(Math.Abs(value - (double)expected["loss"]!) < 1e-4))
        {
            yield return $"{what}: loss {value}, expected {expected["loss"]}";
        }

        if (!(Math.Abs(right - (double)expected["accuracy"]!) < 1e-6))
        {
            yield return $"{what}: accuracy {right}, expected {expected["accuracy"]}";
        }
    }

    private IEnumerable<string> WrongWeights(string setting, CompiledNetwork network) => network.WeightedLayers
        .SelectMany(layer => layer.Layer.Weights.Select(weight => layer.ToKeras(weight.Name)))
        .Select((weight, i) => (i, Off: (weight - _tensors[$"{setting}/w{i}"]).abs().max().item<float>()))
        .Where(found => !(found.Off < 1e-4))
        .Select(found => $"weight {found.i} is off by {found.Off}");
}
