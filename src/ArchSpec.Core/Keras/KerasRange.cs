using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ArchSpec.Graph;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Keras;

/// <summary>
/// What the pixels of a model's pictures are. Keras's JSON has no word for it: Keras reads pictures as numbers of 0 … 255, and what a
/// program makes of them is not in the file. An export says it beside Keras's own keys, which Keras does not look at.
/// </summary>
internal static class KerasRange
{
    private const string Place = "archspec";
    private const string Key = "range";

    /// <summary>What an export noted in a file; else Keras's 0 … 255.</summary>
    public static PixelRange Read(YamlValue root) =>
        (root as YamlMap)?.Find(Place) is YamlMap noted && noted.Word(Key) is { } said && PixelRange.Parse(said.Text) is { } range ? range : PixelRange.Bytes;

    /// <summary>Inputs of which the only one, where it is a picture, says what its pixels are.</summary>
    public static ImmutableArray<InputDeclaration> Of(ImmutableArray<InputDeclaration> inputs, PixelRange range) =>
        inputs is [{ Shape: { Rank: 3 } shape } only] && (shape[^1] is 1 or 3) && (range.Channels ?? shape[^1]) == shape[^1]
            ? [only with { Range = new RangeDeclaration(range, only.Span) }]
            : inputs;

    /// <summary>Notes in a file what the pixels are, where they are not Keras's.</summary>
    public static void Write(JsonObject model, Network network)
    {
        if (network.Inputs is [{ Shape.Rank: 3 }] && !network.Range.IsSameAs(PixelRange.Bytes))
        {
            model[Place] = new JsonObject { [Key] = network.Range.Text };
        }
    }
}
