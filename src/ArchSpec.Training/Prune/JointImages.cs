namespace ArchSpec.Training.Prune;

/// <summary>The measured images, as those see them who judge channels together.</summary>
/// <param name="Labels">The names of the labels.</param>
/// <param name="LabelOf">The label of each image.</param>
/// <param name="FiredOn">The images on which a class fired.</param>
internal sealed record JointImages(IReadOnlyList<string> Labels, IReadOnlyList<int> LabelOf, Func<int, IReadOnlyCollection<int>> FiredOn)
{
    private readonly int[] _all = Count(LabelOf, Labels.Count);

    /// <summary>How many of some images each label has.</summary>
    public int[] CountByLabel(IEnumerable<int> images) => Count(images.Select(image => LabelOf[image]), Labels.Count);

    /// <summary>The label of whose images the largest share is among some.</summary>
    /// <param name="counted">How many of each label there are.</param>
    /// <param name="more">Images besides.</param>
    public (int Label, double Share) LargestShare(int[] counted, IEnumerable<int> more)
    {
        var added = CountByLabel(more);
        return counted.Select((count, label) => (label, share: _all[label] == 0 ? 0 : (double)(count + added[label]) / _all[label])).MaxBy(pair => pair.share);
    }

    private static int[] Count(IEnumerable<int> labels, int count)
    {
        var counts = new int[count];
        foreach (var label in labels)
        {
            counts[label]++;
        }

        return counts;
    }
}
