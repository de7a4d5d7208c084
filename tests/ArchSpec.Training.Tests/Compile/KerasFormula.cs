using System.Text.Json;
using System.Text.RegularExpressions;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Compile;

/// <summary>Values that follow from a formula, which Keras was given too, and statistics and values that Keras then had at some layers.</summary>
internal static partial class KerasFormula
{
    /// <summary>The values of a weight, or of the input: a hash of the place and of the weight's number gives u from 0 to 1.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="rule">What is done with u.</param>
    /// <param name="weight">1 for the first weight, 0 for the input.</param>
    public static Tensor Values(long[] shape, string rule, uint weight)
    {
        var (offset, slope) = Rule(rule);
        var values = new float[shape.Aggregate(1L, (product, size) => product * size)];
        Parallel.For(0, values.Length, at =>
        {
            var x = unchecked((uint)(at + 1) * 2654435761u + weight * 40503u);
            x = unchecked((x ^ (x >> 16)) * 2246822519u);
            x = unchecked((x ^ (x >> 13)) * 3266489917u);
            x ^= x >> 16;
            values[at] = (float)(offset + slope * (x / 4294967296.0));
        });
        return tensor(values, shape);
    }

    /// <summary>Whether values are those of a probe, to a ten thousandth of their deviation.</summary>
    public static bool Matches(JsonElement probe, Tensor seen)
    {
        var values = TestNetwork.ToKeras(seen).contiguous().flatten();
        var tolerance = 1e-4 * probe.GetProperty("std").GetDouble();
        var (first, last) = (Floats(probe, "first"), Floats(probe, "last"));
        return TestNetwork.ToKeras(seen).shape.SequenceEqual(probe.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()))
            && Near(first, values[..first.Length].data<float>().ToArray())
            && Near(last, values[^last.Length..].data<float>().ToArray())
            && Near(Figures(probe), [values.mean().item<float>(), values.std(unbiased: false).item<float>(), values.min().item<float>(), values.max().item<float>()]);

        bool Near(float[] expected, float[] received) => expected.Zip(received).All(pair => Math.Abs(pair.First - pair.Second) <= tolerance);
    }

    private static float[] Floats(JsonElement probe, string name) => [.. probe.GetProperty(name).EnumerateArray().Select(value => value.GetSingle())];

    private static float[] Figures(JsonElement probe) =>
        [.. new[] { "mean", "std", "min", "max" }.Select(name => probe.GetProperty(name).GetSingle())];

    // "(2u-1)*sqrt(6/147)", "(2u-1)*0.1", "0.75+0.5u", and the pixels of a picture: as offset + slope · u.
    private static (double Offset, double Slope) Rule(string rule)
    {
        if (rule is "0.75+0.5u" or "(2u-1)*127.5+127.5")
        {
            return rule[0] == '0' ? (0.75, 0.5) : (0, 255);
        }

        var factor = Factor().Match(rule);
        Assert.True(factor.Success, $"a rule that nobody knows: {rule}");
        var scale = factor.Groups["fan"].Success ? Math.Sqrt(6.0 / int.Parse(factor.Groups["fan"].Value, null))
            : factor.Groups["number"].Success ? double.Parse(factor.Groups["number"].Value, System.Globalization.CultureInfo.InvariantCulture)
            : 1;
        return (-scale, 2 * scale);
    }

    [GeneratedRegex(@"^\(2u-1\)(\*sqrt\(6/(?<fan>\d+)\)|\*(?<number>[\d.]+))?$")]
    private static partial Regex Factor();
}
