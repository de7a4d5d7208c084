using ArchSpec.Plugins.Torch;
using ArchSpec.Training.Compile;
using static TorchSharp.torch;

namespace ArchSpec.Training.Prune;

/// <summary>
/// How much of what a layer takes in each channel carries: E[a²] · ‖W_c‖², where W_c are the weights that the channel meets.
/// </summary>
internal sealed class EdgeEnergies(CompiledNetwork network, IReadOnlyDictionary<int, TensorFigures> figures)
{
    private readonly Dictionary<MixingEdge, double[]> _known = [];

    /// <summary>The share of one class, from 0 to 1.</summary>
    public double ShareOf(MixingEdge edge, int channelClass)
    {
        var energies = Of(edge);
        var total = energies.Sum();
        return total == 0 ? 0 : SumOf(edge, energies, channelClass) / total;
    }

    private double SumOf(MixingEdge edge, double[] energies, int channelClass) =>
        energies.Where((_, position) => figures[edge.Source].Positions[position] == channelClass).Sum();

    private double[] Of(MixingEdge edge)
    {
        if (!_known.TryGetValue(edge, out var energies))
        {
            energies = [.. figures[edge.Source].MeanSquares.Zip(NormsOf(edge), (square, norm) => square * norm)];
            _known[edge] = energies;
        }

        return energies;
    }

    private double[] NormsOf(MixingEdge edge)
    {
        using var scope = NewDisposeScope();
        var layer = network.WeightedLayers.Single(candidate => candidate.Layer == edge.Step.Layer);
        var weight = layer.Layer.Weights.First(spec => spec.InputAxis is not null);
        var axes = Enumerable.Range(0, weight.Shape.Length).Where(axis => axis != weight.InputAxis).Select(axis => (long)axis).ToArray();
        return layer.ToKeras(weight.Name).to(ScalarType.Float64).Squared().sum(axes).data<double>().ToArray();
    }
}
