using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ArchSpec.Training.Data;

/// <summary>
/// Splits validation images off. The side of an image follows from the seed and its own name alone, so it is the same on every
/// machine, and an image stays on its side when others are added or removed: no image that was trained on moves to validation.
/// </summary>
public static class HashSplit
{
    /// <summary>
    /// Where a name falls in [0, 1): the first 53 bits of SHA-256 of <c>seed</c>, a line feed and the name, as UTF-8. It is a
    /// validation image where this is below the fraction.
    /// </summary>
    public static double Position(string name, long seed)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}\n{name}"));
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Splits each class; each gets at least one image on each side, the ones whose position is nearest.</summary>
    /// <exception cref="DataException">A class has a single image, or the fraction is not between 0 and 1.</exception>
    internal static (ImageSplit Train, ImageSplit Validation) Of(ImageSplit all, string folder, SplitOptions options)
    {
        if (options.ValidationFraction is not (> 0 and < 1))
        {
            throw new DataException(
                $"The validation fraction is between 0 and 1, both left out; received {options.ValidationFraction}.");
        }

        RefuseSingles(all, folder);
        var held = all.Items.GroupBy(item => item.Label).SelectMany(items => HeldOut([.. items], options)).ToHashSet();
        return (
            all with { Name = "train", Items = [.. all.Items.Where(item => !held.Contains(item))] },
            all with { Name = "validation", Items = [.. all.Items.Where(held.Contains)] });
    }

    private static IEnumerable<ImageItem> HeldOut(IReadOnlyList<ImageItem> items, SplitOptions options)
    {
        var placed = items.Select(item => (Item: item, Position: Position(item.Name, options.Seed)))
            .OrderBy(pair => pair.Position).ThenBy(pair => pair.Item.Name, StringComparer.Ordinal).ToList();
        var below = placed.Count(pair => pair.Position < options.ValidationFraction);
        return placed.Take(Math.Clamp(below, 1, items.Count - 1)).Select(pair => pair.Item);
    }

    private static void RefuseSingles(ImageSplit all, string folder)
    {
        var counts = all.CountsByClass();
        var singles = all.ClassNames.Where((_, label) => counts[label] == 1).ToList();
        if (singles.Count > 0)
        {
            throw new DataException(
                $"Data folder '{folder}': {Words.List(singles)} has one image only, which cannot be both trained on and validated "
                + "with. Give each class at least 2 images, or a validation folder.");
        }
    }
}
