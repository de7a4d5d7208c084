using System.Security.Cryptography;
using ArchSpec.Spec;

namespace ArchSpec.Training.Data.Check;

/// <summary>Looks at every image of a data set: whether it can be decoded, and whether it is there twice.</summary>
public static class DataCheck
{
    /// <summary>Looks at it.</summary>
    /// <param name="data">The sides as training would have them.</param>
    /// <param name="shape">The size that images would be brought to.</param>
    /// <param name="progress">Is told images done and images in all.</param>
    /// <param name="stop">Ends the work.</param>
    public static DataReport Run(ImageFolder data, ImageShape shape, Action<int, int>? progress = null, CancellationToken stop = default)
    {
        var files = Sides(data).SelectMany(side => side.Items.Select(item => (Side: side.Name, Item: item))).ToList();
        List<ImageItem> items = [.. files.Select(file => file.Item)];
        using var nothing = new UnkeptPixels(items, shape.Checked());
        var bad = ParallelDecode.Into(nothing, items, shape, progress, stop);
        var hashes = Hashes(items, bad, stop);
        var duplicates = Enumerable.Range(0, files.Count).Where(index => hashes[index] is not null).GroupBy(index => hashes[index])
            .Where(same => same.Count() > 1).Select(same => DuplicateOf([.. same.Select(index => files[index])]));
        return new DataReport(
            Counts(data), [.. bad.Select(pair => new BadImage(items[pair.Key].Path, pair.Value))], [.. duplicates.OrderByDescending(duplicate => duplicate.Kind)])
        {
            SidesNote = data.SidesNote,
            PassedOver = data.PassedOver,
        };
    }

    private static IEnumerable<ImageSplit> Sides(ImageFolder data) => new[] { data.Train, data.Validation, data.Test }.OfType<ImageSplit>();

    private static List<ClassCount> Counts(ImageFolder data)
    {
        var (train, validation, test) = (data.Train.CountsByClass(), data.Validation.CountsByClass(), data.Test?.CountsByClass());
        return [.. data.ClassNames.Select((name, label) => new ClassCount(name, train[label], validation[label], test?[label]))];
    }

    // Files of different sizes are different, so only those that share one are read again.
    private static string?[] Hashes(List<ImageItem> items, IReadOnlyDictionary<int, string> bad, CancellationToken stop)
    {
        var hashes = new string?[items.Count];
        var alike = Enumerable.Range(0, items.Count).Where(index => !bad.ContainsKey(index))
            .GroupBy(index => items[index].Size).Where(same => same.Count() > 1).SelectMany(same => same);
        Parallel.ForEach(alike, new ParallelOptions { CancellationToken = stop }, index =>
        {
            using var file = PlainFile.OpenRead(items[index].Path);
            hashes[index] = Convert.ToHexString(SHA256.HashData(file));
        });
        return hashes;
    }

    private static Duplicate DuplicateOf(List<(string Side, ImageItem Item)> same)
    {
        var kind = same.Select(file => file.Item.Label).Distinct().Count() > 1 ? DuplicateKind.Contradiction
            : same.Select(file => file.Side).Distinct().Count() > 1 ? DuplicateKind.Leak
            : DuplicateKind.Harmless;
        return new Duplicate(kind, [.. same.Select(file => new DuplicateFile(file.Side, file.Item.Path))]);
    }
}
