using ArchSpec.Graph;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Weights;
using static TorchSharp.torch;

namespace ArchSpec.Training.Sessions;

/// <summary>Where a network's first weights come from.</summary>
internal sealed class InitialWeights
{
    private readonly string? _file;
    private readonly IReadOnlyList<WeightsReference> _sources;

    private InitialWeights(string? file, IReadOnlyList<WeightsReference> sources) => (_file, _sources) = (file, sources);

    /// <summary>What the person says goes before what the spec says.</summary>
    /// <exception cref="TrainingException">The spec asks for a known set, which cannot be loaded yet.</exception>
    public static InitialWeights Of(Network network, string? option)
    {
        if (option is not null)
        {
            return new InitialWeights(option == "none" ? null : option, []);
        }

        if (network.WeightSources.FirstOrDefault(source => source.FullPath is null) is { } known)
        {
            throw new TrainingException(
                $"{known.Span}: loading the weights '{known.Source}' comes with the layer library and is not there yet; "
                + "--weights none begins with random weights, --weights FILE with those of a file");
        }

        return new InitialWeights(null, network.WeightSources);
    }

    public void LoadInto(CompiledNetwork network)
    {
        if (_file is not null)
        {
            NetworkWeights.Load(network, _file);
        }

        foreach (var source in _sources)
        {
            using var scope = NewDisposeScope();
            var wanted = source.Layers.ToHashSet();
            var file = SafeTensors.Read(source.FullPath!);
            NetworkWeights.Load(network, file.Tensors, source.FullPath!, layer => wanted.Contains(layer.Split('/')[0]));
        }
    }
}
