using ArchSpec.Training.Data;

namespace ArchSpec.Training.Sessions;

/// <summary>Chooses the side of a data set that a model is measured on.</summary>
public static class DataSide
{
    /// <summary>The sides that a person may name.</summary>
    public static IReadOnlyList<string> Names { get; } = ["all", "train", "validation", "test"];

    /// <summary>Opens a side of a data set.</summary>
    /// <param name="path">The data folder.</param>
    /// <param name="side">
    /// One of <see cref="Names"/>; null for all images of a folder of classes, and for <c>test</c> or else <c>validation</c>
    /// of one that has sides.
    /// </param>
    /// <param name="split">How training split off its validation images.</param>
    /// <param name="say">Is told which folder is taken for which side where its name alone does not say it.</param>
    /// <exception cref="DataException">There is no such side.</exception>
    public static ImageSplit Open(string path, string? side, SplitOptions split, Action<string>? say = null)
    {
        if (side == "all" || (side is null && !ImageFolder.HasSides(path)))
        {
            return ImageFolder.OpenAll(path);
        }

        var folder = ImageFolder.Open(path, split);
        if (folder.SidesNote is { } note)
        {
            say?.Invoke(note);
        }

        return side switch
        {
            "train" => folder.Train,
            "validation" => folder.Validation,
            null => folder.Test ?? folder.Validation,
            _ => folder.Test ?? throw new DataException($"Data folder '{path}': it has no folder 'test'. Measure on train, validation or all."),
        };
    }
}
