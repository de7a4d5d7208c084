using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Rewrite;
using ArchSpec.Spec;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Prune;

/// <summary>
/// A model on its way through pruning: the spec as it was given, or as text that has been read back but not written yet, and
/// the network with its weights.
/// </summary>
/// <param name="Document">The spec, read as if it stood beside the one that is pruned.</param>
/// <param name="Network">Its network.</param>
/// <param name="Compiled">The network with its weights.</param>
/// <param name="Files">The files that the spec needs, the spec first, by paths relative to its folder; empty for the spec as it was given.</param>
internal sealed record PruneDraft(SpecDocument Document, Network Network, CompiledNetwork Compiled, IReadOnlyList<RewrittenFile> Files) : IDisposable
{
    /// <summary>The files that earlier steps have made.</summary>
    public IReadOnlySet<string> Made => Files.Where(file => file.IsNew).Select(file => file.Path).ToHashSet();

    /// <summary>Reads the text of a smaller model, and gives it its weights.</summary>
    /// <param name="files">The new spec's files, the spec first.</param>
    /// <param name="weights">The surviving weights, by the new network's names.</param>
    /// <param name="target">Where all of it is to be written, and what it is read with.</param>
    /// <exception cref="PruneException">The new spec has errors, or is not for these weights.</exception>
    public PruneDraft Next(IReadOnlyList<RewrittenFile> files, IReadOnlyList<(string Name, Tensor Values)> weights, PruneTarget target)
    {
        var made = Made;
        var all = files.Select(file => file with { IsNew = file.IsNew || made.Contains(file.Path) }).ToList();
        var (document, network) = DraftReader.Read(all, Network, target);
        return new PruneDraft(document, network, Load(network, weights, target.Device), all);
    }

    /// <inheritdoc/>
    public void Dispose() => Compiled.Dispose();

    // The network outlives the scope of the step that made it.
    private static void Keep(CompiledNetwork network)
    {
        foreach (var tensor in network.parameters().Concat<Tensor>(network.buffers()))
        {
            tensor.DetachFromDisposeScope();
        }
    }

    private static CompiledNetwork Load(Network network, IReadOnlyList<(string Name, Tensor Values)> weights, Device device)
    {
        var compiled = new CompiledNetwork(network, seed: 0);
        try
        {
            NetworkWeights.Load(compiled, weights.ToDictionary(pair => pair.Name, pair => pair.Values), "the new spec");
        }
        catch (WeightsException error)
        {
            compiled.Dispose();
            throw new PruneException($"the new spec is not for the sliced weights, and nothing has been written: {error.Message}");
        }

        compiled.to(device);
        Keep(compiled);
        return compiled;
    }
}

/// <summary>What a smaller model is read with.</summary>
/// <param name="Place">Where it is to be written.</param>
/// <param name="Registry">The layer types.</param>
/// <param name="Device">Where networks run.</param>
internal sealed record PruneTarget(PruneOutput Place, LayerRegistry Registry, Device Device);
