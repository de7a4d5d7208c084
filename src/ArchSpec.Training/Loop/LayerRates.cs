using System.Collections.Immutable;
using ArchSpec.Spec;
using ArchSpec.Training.Compile;

namespace ArchSpec.Training.Loop;

/// <summary>The learning rates of parts of a network.</summary>
internal static class LayerRates
{
    /// <summary>A factor for each trainable parameter, in their order; null where all have the optimizer's rate.</summary>
    /// <exception cref="TrainingException">A pattern matches no layer.</exception>
    public static IReadOnlyList<double>? Of(CompiledNetwork network, ImmutableArray<RateMultiplier> multipliers)
    {
        if (multipliers.IsEmpty)
        {
            return null;
        }

        if (multipliers.FirstOrDefault(multiplier => !network.WeightedLayers.Any(layer => multiplier.Layers.Matches(layer.Path))) is { } nobody)
        {
            throw new TrainingException($"learning_rate_multipliers: '{nobody.Layers.Text}' matches no layer with weights");
        }

        var factors = new Dictionary<nint, double>();
        foreach (var layer in network.WeightedLayers)
        {
            var factor = multipliers.FirstOrDefault(multiplier => multiplier.Layers.Matches(layer.Path))?.Factor ?? 1;
            foreach (var weight in layer.Weights.Values)
            {
                factors[weight.Handle] = factor;
            }
        }

        return [.. network.TrainableParameters.Select(parameter => factors[parameter.Handle])];
    }
}
