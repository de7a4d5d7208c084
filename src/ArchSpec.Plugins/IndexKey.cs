using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Layers;

namespace ArchSpec.Plugins;

/// <summary>What stands in the brackets of <c>x[:, 1:, ..., 0]</c> in Python, the batch's part first.</summary>
/// <param name="Parts">One for each axis of a sample, and one more for each new axis.</param>
internal sealed record IndexKey(ImmutableArray<IndexPart> Parts)
{
    /// <summary>Reads a key for samples of a shape.</summary>
    /// <exception cref="LayerException">It is no such text, or does not go with the shape.</exception>
    public static IndexKey Read(string key, Shape sample)
    {
        var words = key.Trim().TrimStart('[').TrimEnd(']').Split(',').Select(word => word.Trim()).ToList();
        if (words.Count > 1 && words[^1].Length == 0)
        {
            words.RemoveAt(words.Count - 1); // as Python: x[0,]
        }

        var used = words.Count(word => word is not ("..." or "None" or "newaxis"));
        var dots = words.Count(word => word == "...");
        var rest = sample.Rank + 1 - used;
        if (rest < 0 || dots > 1)
        {
            throw new LayerException(string.Create(CultureInfo.InvariantCulture, $"key must have at most one '...' and {sample.Rank + 1} axes with the batch for its input {sample}, received '{key}'"));
        }

        var whole = Enumerable.Repeat(":", rest);
        var parts = words.SelectMany(word => word == "..." ? whole : [word]).Concat(dots == 0 ? whole : []).Select(word => Part(word, key)).ToList();
        return parts[0] is { IsWhole: true }
            ? new IndexKey([.. parts.Skip(1)])
            : throw new LayerException($"key must begin with ':' or '...', for all samples of the batch, received '{key}'");
    }

    private static IndexPart Part(string word, string key)
    {
        if (word is "None" or "newaxis")
        {
            return new IndexPart(IsNew: true);
        }

        var numbers = word.Split(':').Select(text => text.Length == 0 ? null : TryNumber(text, out var number) ? (int?)number : throw Bad(key)).ToList();
        return numbers switch
        {
            [{ } only] => new IndexPart(At: only),
            [var start, var stop] => new IndexPart(Start: start, Stop: stop),
            [var start, var stop, var step] when step is not 0 => new IndexPart(Start: start, Stop: stop, Step: step ?? 1),
            _ => throw Bad(key),
        };
    }

    private static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    private static LayerException Bad(string key) => new($"key must be what stands in the brackets of x[:, 1:, ..., 0] in Python, received '{key}'");
}

/// <summary>A part of a key: an index, a slice, or a new axis.</summary>
/// <param name="At">The index whose values are taken; null for a slice.</param>
/// <param name="Start">Where a slice begins; below 0 it counts from the end.</param>
/// <param name="Stop">Where it ends, that not included.</param>
/// <param name="Step">From one to the next.</param>
/// <param name="IsNew">Whether it is a new axis of the size 1.</param>
internal sealed record IndexPart(int? At = null, int? Start = null, int? Stop = null, int Step = 1, bool IsNew = false)
{
    /// <summary>Whether it takes all, in order.</summary>
    public bool IsWhole => this == new IndexPart();

    /// <summary>The places that are taken of an axis, as Python counts them.</summary>
    /// <exception cref="LayerException">There are none.</exception>
    public IReadOnlyList<int> Of(int size)
    {
        if (At is { } at)
        {
            var place = at < 0 ? at + size : at;
            return place >= 0 && place < size ? [place] : throw new LayerException(string.Create(CultureInfo.InvariantCulture, $"key takes index {at} of an axis of the size {size}"));
        }

        var (low, high) = Step > 0 ? (0, size) : (-1, size - 1);
        int Bound(int? given, int otherwise) => given is { } number ? Math.Clamp(number < 0 ? number + size : number, low, high) : otherwise;
        var (from, to) = (Bound(Start, Step > 0 ? low : high), Bound(Stop, Step > 0 ? high : low));
        var count = Math.Max(0, ((to - from) + Step - Math.Sign(Step)) / Step);
        return count > 0
            ? [.. Enumerable.Range(0, count).Select(place => from + (place * Step))]
            : throw new LayerException(string.Create(CultureInfo.InvariantCulture, $"key takes nothing of an axis of the size {size}"));
    }
}
