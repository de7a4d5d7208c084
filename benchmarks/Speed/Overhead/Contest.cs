using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Plugins;
using ArchSpec.Spec;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Loop;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Benchmarks;

/// <summary>A network twice: compiled from a spec, and by hand.</summary>
internal sealed class Contest : IDisposable
{
    private const int BatchSize = 32;

    private readonly CompiledNetwork _compiled;
    private readonly nn.Module<Tensor, Tensor> _written;
    private readonly TrainingStep _step;
    private readonly Objective _objective;
    private readonly optim.Optimizer _optimizer;
    private readonly Tensor _images;
    private readonly Tensor _labels;

    private Contest(string name, string spec, nn.Module<Tensor, Tensor> written, long size)
    {
        Name = name;
        _compiled = new CompiledNetwork(Resolve(spec), seed: 1);
        _written = written;
        _compiled.train();
        _written.train();
        var loss = Loss.For(Losses.CategoricalCrossentropy.WithDefaults, _compiled, 5);
        _objective = new Objective(_compiled, loss);
        _step = new TrainingStep(_compiled, loss, Optimizers.Adam.WithDefaults);
        _optimizer = optim.Adam(_written.parameters());
        _images = rand(BatchSize, size, size, 3).permute(0, 3, 1, 2);
        _labels = randint(0, 5, BatchSize);
    }

    /// <summary>What is measured.</summary>
    public string Name { get; }

    /// <summary>The networks to compare.</summary>
    public static IEnumerable<Contest> All()
    {
        yield return new Contest("cnn-light", Light.Spec, new Light(), 224);
        yield return new Contest("residual", Residual.Spec, new Residual(), 64);
    }

    /// <summary>One step of either.</summary>
    public void Step(bool compiled, bool optimize)
    {
        if (compiled)
        {
            RunCompiled(optimize);
            return;
        }

        _optimizer.zero_grad();
        nn.functional.cross_entropy(_written.call(_images), _labels).backward();
        if (optimize)
        {
            _optimizer.step();
        }
    }

    public void Dispose()
    {
        _step.Dispose();
        _compiled.Dispose();
        _optimizer.Dispose();
        _written.Dispose();
        _images.Dispose();
        _labels.Dispose();
    }

    private void RunCompiled(bool optimize)
    {
        if (optimize)
        {
            _step.Run(_images, _labels);
            return;
        }

        _step.Optimizer.ZeroGradients();
        _objective.Of(_images, _labels).Sum.div(BatchSize).backward();
    }

    private static Network Resolve(string spec)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "spec.yaml");
        File.WriteAllText(file, spec);
        var network = NetworkBuilder.Build(new SpecLoader(BuiltInLayers.Registry).Load(file), BuiltInLayers.Registry);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        return network;
    }
}
