using System.Globalization;

namespace ArchSpec.Summary;

/// <summary>The options do not go with the model; the message is Keras's where Keras has one.</summary>
public sealed class SummaryException(string message) : Exception(message)
{
    internal static SummaryException TooNarrow() => new("Insufficient console width to print summary.");

    internal static SummaryException NoSuchLayers(LayerRange range) =>
        new($"Passed layer_names do not match the layer names in the model. Received: ['{range.From}', '{range.To}']");

    internal static SummaryException BadPattern(string pattern, string reason) =>
        new($"The layer range has an invalid regular expression, received '{pattern}': {reason}");

    internal static SummaryException BadPositions(int needed, int received) =>
        new(string.Create(CultureInfo.InvariantCulture, $"The table has {needed} columns and needs a position for each, received {received}."));
}
