using System.Collections.Immutable;
using ArchSpec.Layers;

namespace ArchSpec.Plugins.External;

/// <summary>Whether the weights that a layer declares can be made, saved and pruned.</summary>
internal static class WeightCheck
{
    /// <summary>What is wrong, to be read behind the member's name; null where nothing is.</summary>
    public static string? ProblemOf(ImmutableArray<WeightSpec> weights)
    {
        if (weights.IsDefault)
        {
            return "returns an array that was never set; a layer without weights returns []";
        }

        var names = new HashSet<string>();
        foreach (var weight in weights)
        {
            var problem = weight is null ? "returns a null among the weights"
                : !IsName(weight.Name) ? $"returns a weight named '{weight.Name}'; a name is of letters, digits and '_'"
                : names.Add(weight.Name) ? ProblemOf(weight)
                : $"returns two weights named '{weight.Name}'";
            if (problem is not null)
            {
                return problem;
            }
        }

        return null;
    }

    private static string? ProblemOf(WeightSpec weight) =>
        weight.Shape.IsDefault ? $"returns the weight '{weight.Name}' without a shape"
        : weight.Shape.Any(dimension => dimension < 1) ? $"returns the weight '{weight.Name}' of the shape ({string.Join(", ", weight.Shape)}); each dimension is at least 1"
        : weight.Initializer is null ? $"returns the weight '{weight.Name}' without an initializer"
        : IsAxis(weight.InputAxis, weight) && IsAxis(weight.OutputAxis, weight) ? null
        : $"returns the weight '{weight.Name}' with an InputAxis or OutputAxis that its {weight.Shape.Length} axes do not have";

    private static bool IsAxis(int? axis, WeightSpec weight) => axis is not { } number || (number >= 0 && number < weight.Shape.Length);

    // It becomes a part of names in files of weights, where '/' and '.' divide.
    private static bool IsName(string? name) =>
        !string.IsNullOrEmpty(name) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');
}
