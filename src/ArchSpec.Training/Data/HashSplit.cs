using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ArchSpec.Training.Data;

/// <summary>
/// Splits validation images off. What is held out follows from the seed and the names alone, so it is the same on every machine, and
/// hardly an image changes sides when others are added or removed: those whose position is next to where the share ends.
/// </summary>
public static class HashSplit
{
    /// <summary>
    /// Where a name falls in [0, 1): the first 53 bits of SHA-256 of <c>seed</c>, a line feed and the name, as UTF-8. The
    /// images with the lowest are held out.
    /// </summary>
    public static double Position(string name, long seed)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}\n{name}")));
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Splits each class; each gets at least one image on each side, the ones whose position is nearest.</summary>
    /// <exception cref="DataException">A class has a single image, or the fraction is not between 0 and 1.</exception>
    internal static (ImageSplit Train, ImageSplit Validation) Of(ImageSplit all, string folder, SplitOptions options)
    {
        if (options.ValidationFraction is not (> 0 and < 1))
        {
            throw new DataException(
                string.Create(CultureInfo.InvariantCulture, $"The validation fraction is between 0 and 1, both left out; received {options.ValidationFraction}."));
        }

        RefuseSmall(all, folder, options.Fold?.Of ?? 2);
        var held = all.Items.GroupBy(item => item.Label).SelectMany(items => HeldOut([.. items], options)).ToHashSet();
        return (
            all with { Name = "train", Items = [.. all.Items.Where(item => !held.Contains(item))] },
            all with { Name = "validation", Items = [.. all.Items.Where(held.Contains)] });
    }

    private static IEnumerable<ImageItem> HeldOut(IReadOnlyList<ImageItem> items, SplitOptions options)
    {
        var placed = items.Select(item => (Item: item, Position: Position(item.Name, options.Seed)))
            .OrderBy(pair => pair.Position).ThenBy(pair => pair.Item.Name, StringComparer.Ordinal).ToList();
        if (options.Fold is { } fold)
        {
            return placed.Where((_, rank) => rank % fold.Of == fold.Number - 1).Select(pair => pair.Item);
        }

        var count = options.Rule == SplitRule.Balanced
            ? (int)Math.Round(options.ValidationFraction * items.Count, MidpointRounding.AwayFromZero)
            : placed.Count(pair => pair.Position < options.ValidationFraction);
        return placed.Take(Math.Clamp(count, 1, items.Count - 1)).Select(pair => pair.Item);
    }

    private static void RefuseSmall(ImageSplit all, string folder, int least)
    {
        var counts = all.CountsByClass();
        var small = all.ClassNames.Where((_, label) => counts[label] < least).ToList();
        if (small.Count == 0)
        {
            return;
        }

        throw new DataException(least > 2
            ? string.Create(CultureInfo.InvariantCulture, $"Data folder '{folder}': {Words.List(small)} has fewer than {least} images, and each of {least} folds needs one. Give each class more images, or make fewer folds.")
            : $"Data folder '{folder}': {Words.List(small)} has one image only, which cannot be both trained on and validated "
                + "with. Give each class at least 2 images, or a validation folder.");
    }
}
