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

    // Where a channel meets one weight behind another, as in a separable convolution, the product of their norms: no less than
    // that of the kernel that they make together, and the same with a multiplier of 1.
    private double[] NormsOf(MixingEdge edge)
    {
        using var scope = NewDisposeScope();
        var layer = network.WeightedLayers.Single(candidate => candidate.Layer == edge.Step.Layer);
        var channels = figures[edge.Source].Positions.Length;
        return layer.Layer.Weights
            .Where(weight => weight.InputAxis is not null)
            .Select(weight => Norms(layer.ToKeras(weight.Name), weight.InputAxis!.Value, channels))
            .Aggregate((first, second) => first.mul(second))
            .data<double>().ToArray();
    }

    private static Tensor Norms(Tensor weight, long axis, int channels)
    {
        var squares = weight.to(ScalarType.Float64).Squared().movedim([axis], [0]).flatten(1).sum(1);

        // A grouped convolution's kernel counts the channels of one group.
        return squares.shape[0] < channels ? squares : squares.reshape(channels, -1).sum(1);
    }
}
