using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Spec;

namespace ArchSpec.Graph;

/// <summary>What the pixels of a network's inputs are, where a spec, its bases and its weights say so.</summary>
internal static class InputRanges
{
    /// <summary>A spec's own inputs, or the base's; where an own one does not say what its pixels are, the base's does.</summary>
    public static ImmutableArray<InputDeclaration> Inherit(ImmutableArray<InputDeclaration> own, ImmutableArray<InputDeclaration> below) => own.IsEmpty
        ? below
        : [.. own.Select(input => input.Range is null ? input with { Range = Counterpart(input, own, below)?.Range } : input)];

    /// <summary>Says which ranges are not for such inputs.</summary>
    public static void Check(ImmutableArray<InputDeclaration> inputs, DiagnosticBag bag)
    {
        foreach (var input in inputs)
        {
            if (input.Range is { } said && !(input.Shape.Rank == 3 && (said.Range.Channels is null || input.Shape[^1] is null || said.Range.Channels == input.Shape[^1])))
            {
                bag.Add(SpecErrors.RangeDoesNotFit(said.Span, said.Range, input.Shape));
            }
        }
    }

    /// <summary>Published weights were trained on pixels that nobody has to know, where the spec says nothing else.</summary>
    public static void Imply(Network network)
    {
        if (network.Inputs is not [{ Shape: { Rank: 3 } shape, Source.Layer: { Range: null } input }])
        {
            return;
        }

        var asked = network.WeightSources.FirstOrDefault(source => source.Source == PublishedModel.WeightsName);
        if (asked is not null && PublishedModel.Of(asked.Layers) is { } model && (model.Range.Channels ?? shape[^1]) == shape[^1])
        {
            (input.Range, network.IsRangeImplied) = (model.Range, true);
        }
    }

    private static InputDeclaration? Counterpart(InputDeclaration input, ImmutableArray<InputDeclaration> own, ImmutableArray<InputDeclaration> below) =>
        own.Length == 1 && below.Length == 1 ? below[0] : below.FirstOrDefault(other => other.Name == input.Name);
}
