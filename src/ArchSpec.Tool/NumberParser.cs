using System.Globalization;
using McMaster.Extensions.CommandLineUtils.Abstractions;

namespace ArchSpec.Tool;

/// <summary>
/// Reads the numbers of options: with a point, whatever the culture. The parser's own takes a comma for a separator of thousands, so
/// that 0,3 would be 3.
/// </summary>
internal sealed class NumberParser : IValueParser
{
    /// <inheritdoc/>
    public Type TargetType => typeof(double);

    /// <inheritdoc/>
    public object Parse(string? argName, string? value, CultureInfo culture) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"--{argName} must be a number such as 0.2, with a point, received '{value}'.");
}
