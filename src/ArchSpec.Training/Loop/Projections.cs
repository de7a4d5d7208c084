using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using ArchSpec.Training.Compile;
using TorchSharp;
using static ArchSpec.Layers.Constraints;
using static TorchSharp.torch;

namespace ArchSpec.Training.Loop;

/// <summary>Brings weights back to where their constraints want them after each step, with the formulas of <c>keras.constraints</c>.</summary>
internal sealed class Projections
{
    private const double Epsilon = 1e-7;

    private readonly List<(CompiledLayer Layer, WeightSpec Weight)> _weights = [];

    public Projections(CompiledNetwork network)
    {
        foreach (var layer in network.WeightedLayers.Where(layer => layer.Layer.Trainable))
        {
            _weights.AddRange(layer.Layer.Weights.Where(weight => weight is { Trainable: true, Constraint: not null }).Select(weight => (layer, weight)));
        }
    }

    /// <summary>Changes the weights that have a constraint.</summary>
    public void Apply()
    {
        if (_weights.Count == 0)
        {
            return;
        }

        using var quiet = no_grad();
        foreach (var (layer, weight) in _weights)
        {
            using var scope = NewDisposeScope();
            var values = layer.InKerasOrder(weight.Name);
            values.copy_(Projected(weight.Constraint!, values));
        }
    }

    private static Tensor Projected(KerasObject constraint, Tensor w)
    {
        if (constraint.Type == NonNegative)
        {
            return w.relu();
        }

        var norms = w.Squared().sum([.. constraint.Get(Axis).Select(axis => (long)axis)], keepdim: true).sqrt();
        var wanted = constraint.Name switch
        {
            "max_norm" => norms.Clamped(0, constraint.Get(MaxOfNorm)),
            "unit_norm" => ones_like(norms),
            _ => norms.Clamped(constraint.Get(MinValue), constraint.Get(MaxValue)).Scale(constraint.Get(Rate)).Accumulate(norms, 1 - constraint.Get(Rate)),
        };
        return w.mul(wanted.div(norms.Plus(Epsilon)));
    }
}
