namespace ArchSpec.Training.Data;

/// <summary>The image files of one side of a data set: training, validation or test.</summary>
/// <param name="Name"><c>train</c>, <c>validation</c>, <c>test</c> or <c>all</c>.</param>
/// <param name="ClassNames">In ordinal order; a label is an index into it.</param>
/// <param name="Items">By class, then by name, in ordinal order.</param>
public sealed record ImageSplit(string Name, IReadOnlyList<string> ClassNames, IReadOnlyList<ImageItem> Items)
{
    /// <summary>Images of each class.</summary>
    public IReadOnlyList<int> CountsByClass()
    {
        var counts = new int[ClassNames.Count];
        foreach (var item in Items)
        {
            counts[item.Label]++;
        }

        return counts;
    }

    /// <summary>
    /// The same images with the labels of a trained model, whose classes may be more than this folder has.
    /// </summary>
    /// <exception cref="DataException">The folder has a class that the model does not know.</exception>
    public ImageSplit WithLabelsOf(IReadOnlyList<string> modelClasses)
    {
        var known = modelClasses.Select(ComposedText.Of).ToList();
        var labels = ClassNames.Select(name => known.IndexOf(ComposedText.Of(name))).ToList();
        var unknown = ClassNames.Where((_, label) => labels[label] < 0).ToList();
        if (unknown.Count > 0)
        {
            throw new DataException(
                $"The data has {Words.Count(unknown.Count, "class", "classes")} that the model was not trained on; "
                + $"received {Words.List(unknown)}, the model knows {Words.List(modelClasses)}.");
        }

        return this with { ClassNames = modelClasses, Items = [.. Items.Select(item => item with { Label = labels[item.Label] })] };
    }
}
