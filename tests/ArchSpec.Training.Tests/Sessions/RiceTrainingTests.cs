using ArchSpec.Training.Data;
using ArchSpec.Spec;
using ArchSpec.Testing;
using ArchSpec.Training.Sessions;
using ArchSpec.Training.Tests.Compile;
using SyntheticRice;

namespace ArchSpec.Training.Tests.Sessions;

/// <summary>The one slow test: a model of <c>architectures/</c> at its full size learns the synthetic varieties.</summary>
public sealed class RiceTrainingTests
{
    [Fact]
    public void The_light_network_tells_the_varieties_apart_after_a_few_epochs()
    {
        using var folder = new TempFolder();
        RiceFolder.Write(folder.In("rice"), count: 50, size: 224);
        var path = RepositoryRoot.In("architectures", "cnn-light.yaml");
        var request = new TrainingRequest
        {
            Network = TestNetwork.Load(path),
            SpecFile = path,
            Training = new SpecLoader(Plugins.BuiltInLayers.Registry).Load(path).Training with { Epochs = 8, BatchSize = 8, Seed = 1 },
            RunDirectory = folder.In("run"),
        };
        var options = new SessionOptions { Data = folder.In("rice"), Device = "cpu", Cache = new() { Mode = CacheMode.Ram } };

        var (_, outcome) = TrainingSession.Run(request, options, [], CancellationToken.None);

        Assert.InRange(outcome.BestEpoch!.ValAccuracy, 0.95, 1);
    }
}
