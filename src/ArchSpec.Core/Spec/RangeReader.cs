using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>Reads <c>range:</c> of an input: <c>[0, 255]</c>, <c>{ mean: …, std: … }</c>, or the name of one of Keras's preprocessings.</summary>
internal sealed class RangeReader(DiagnosticBag bag)
{
    private static readonly Argument<IReadOnlyList<double>> Mean =
        Argument.Numbers("mean", "the mean of the pixels on the scale of 0 to 1: one number, or one for each channel", 0);

    private static readonly Argument<IReadOnlyList<double>> Deviation =
        Argument.Numbers("std", "their standard deviation", 1);

    /// <summary>What a pixel is; null where that cannot be read, which is reported.</summary>
    public PixelRange? Read(YamlValue yaml)
    {
        if (yaml.IsUnknown)
        {
            return null;
        }

        var range = yaml switch
        {
            YamlScalar { IsNull: false } name => PixelRange.Named.FirstOrDefault(known => known.Text == name.Text),
            YamlList { Items: [var low, var high] } => Between(low, high),
            YamlMap map => Standardized(map),
            _ => null,
        };
        if (range is null && yaml is not YamlMap)
        {
            var near = yaml is YamlScalar word ? NearName.Suggest(word.Text, PixelRange.Named.Select(known => known.Text)) : "";
            bag.Add(SpecErrors.BadRange(yaml.Span, (yaml is YamlList list ? YamlText.Of(list) : yaml.Received) + near));
        }

        return range;
    }

    private static PixelRange? Between(YamlValue low, YamlValue high) =>
        ArgumentKinds.TryNumber(low, out var black) && ArgumentKinds.TryNumber(high, out var white) && IsNumber(black) && IsNumber(white) && (float)black < (float)white
            ? PixelRange.Between(black, white)
            : null;

    private PixelRange? Standardized(YamlMap map)
    {
        var (reader, before) = (new MapReader(map, "range", bag), bag.Count);
        reader.Require(Mean.Name);
        reader.Require(Deviation.Name);
        var (mean, deviation) = (reader.Take(Mean), reader.Take(Deviation));
        reader.ReportRest();
        if (bag.Count > before)
        {
            return null;
        }

        if (deviation.All(each => (float)each > 0 && IsNumber(1 / each)) && mean.All(IsNumber) && (mean.Count == deviation.Count || mean.Count == 1 || deviation.Count == 1))
        {
            return PixelRange.Standardized(mean, deviation);
        }

        bag.Add(SpecErrors.BadRange(map.Span, YamlText.Of(map)));
        return null;
    }

    // Networks compute in float32.
    private static bool IsNumber(double value) => float.IsFinite((float)value);
}
