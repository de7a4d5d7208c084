using ArchSpec.Spec;
using ArchSpec.Testing;
using ArchSpec.Training.Data;
using ArchSpec.Training.Runs;
using ArchSpec.Training.Sessions;
using ArchSpec.Training.Tests.Compile;
using SyntheticRice;

namespace ArchSpec.Training.Tests.Sessions;

/// <summary>A few small pictures of rice and a network for them, in a folder of their own.</summary>
internal sealed class SmallRice : IDisposable
{
    public const string Spec = """
        archspec: 1
        name: small
        input: [24, 24, 3]
        layers:
          - Conv2D: { filters: 4, kernel_size: 3, strides: 2, activation: relu }
          - Flatten
          - Dropout: 0.1
          - Dense: { units: 5, activation: softmax }
        training:
          batch_size: 8
          epochs: 3
          seed: 3
          validation_split: 0.3
        """;

    private readonly TempFolder _folder = new();

    public SmallRice() => RiceFolder.Write(_folder.In("rice"), count: 8, size: 24);

    public SessionOptions Options => new() { Data = _folder.In("rice"), Device = "cpu", Cache = new CacheOptions { Directory = _folder.In("cache") } };

    public string In(params string[] parts) => _folder.In(parts);

    public string Write(string file, string text) => _folder.Write(file, text);

    /// <summary>Trains into a folder of that name.</summary>
    public TrainingReport Train(string runName, string text = Spec, int? seed = null, string? weights = null, params ITrainingObserver[] observers)
    {
        var path = _folder.Write($"{runName}.yaml", text);
        var document = new SpecLoader(Plugins.BuiltInLayers.Registry).Load(path);
        var request = new TrainingRequest
        {
            Network = TestNetwork.Load(path),
            SpecFile = path,
            Training = document.Training with { Seed = seed ?? document.Training.Seed },
            Weights = weights,
            RunDirectory = _folder.In("runs", runName),
            Command = "archspec train",
            ToolVersion = "1.2.3",
        };
        return TrainingSession.Run(request, Options, observers, CancellationToken.None);
    }

    public void Dispose() => _folder.Dispose();
}
