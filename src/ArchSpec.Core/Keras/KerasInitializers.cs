using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Yaml;

namespace ArchSpec.Keras;

/// <summary>
/// Initializers that are a VarianceScaling by another name. Keras before 2.3, and TensorFlow.js, write <c>glorot_uniform</c> as the
/// VarianceScaling that it is, and its normal distribution as <c>normal</c>, which Keras 3 reads as <c>truncated_normal</c>.
/// </summary>
internal static class KerasInitializers
{
    private static readonly (KerasObjectType Type, double Scale, string Mode, string Distribution)[] Named =
    [
        (Initializers.GlorotUniform, 1, "fan_avg", "uniform"), (Initializers.GlorotNormal, 1, "fan_avg", "truncated_normal"),
        (Initializers.HeUniform, 2, "fan_in", "uniform"), (Initializers.HeNormal, 2, "fan_in", "truncated_normal"),
        (Initializers.LecunUniform, 1, "fan_in", "uniform"), (Initializers.LecunNormal, 1, "fan_in", "truncated_normal"),
    ];

    /// <summary>A value of an initializer's argument in Keras 3's word.</summary>
    public static YamlValue InNewWords(Argument argument, YamlValue value) =>
        argument == Initializers.Distribution && value is YamlScalar { Text: "normal" } old ? old with { Text = "truncated_normal" } : value;

    /// <summary>The name that a VarianceScaling with these arguments has, and the arguments that are left; the same where it has none.</summary>
    public static (KerasObjectType Type, ImmutableArray<YamlEntry> Given) Simplified(KerasObjectType type, ImmutableArray<YamlEntry> given)
    {
        if (type != Initializers.VarianceScaling)
        {
            return (type, given);
        }

        var (scale, mode, distribution) = (Of(Initializers.Scale, given), Of(Initializers.Mode, given), Of(Initializers.Distribution, given));
        var named = Named.FirstOrDefault(one => (one.Scale, one.Mode, one.Distribution) == (scale, mode, distribution)).Type;
        return named is null ? (type, given) : (named, [.. given.Where(entry => entry.Key.Text == Initializers.Seed.Name)]);
    }

    private static T? Of<T>(Argument<T> argument, ImmutableArray<YamlEntry> given) =>
        given.FirstOrDefault(entry => entry.Key.Text == argument.Name) is { } entry
            ? argument.TryRead(entry.Value, out var value) ? (T)value! : default
            : (T)argument.Default!;
}
