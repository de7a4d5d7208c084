namespace ArchSpec.Training.Data;

/// <summary>
/// A data set on disk: a folder with a folder for each class, or <c>train/</c>, <c>validation/</c> (or <c>val/</c>) and
/// <c>test/</c> with class folders in each. Only names and sizes are read here.
/// </summary>
/// <param name="Root">Absolute.</param>
/// <param name="Train">What is learned from.</param>
/// <param name="Validation">From its own folder, or split off from the training images.</param>
/// <param name="Test">Null where there is no such folder.</param>
/// <param name="Fingerprint">See <see cref="DataFingerprint"/>.</param>
public sealed record ImageFolder(string Root, ImageSplit Train, ImageSplit Validation, ImageSplit? Test, string Fingerprint)
{
    /// <summary>In ordinal order, the same for each side.</summary>
    public IReadOnlyList<string> ClassNames => Train.ClassNames;

    /// <summary>Opens a data set for training.</summary>
    /// <param name="path">The data folder.</param>
    /// <param name="split">How validation images are split off where there is no folder of them.</param>
    /// <exception cref="DataException">The folder cannot be used; the message says why.</exception>
    public static ImageFolder Open(string path, SplitOptions? split = null) => Reading(path, () =>
    {
        var layout = FolderLayout.Of(path);
        return layout.HasSides ? FromSides(layout, split ?? new()) : FromClasses(layout.Root, split ?? new());
    });

    /// <summary>Opens all images of a folder of classes, for an evaluation: nothing is held out, and one class will do.</summary>
    /// <param name="path">A folder with a folder for each class, such as the <c>test/</c> of a data set.</param>
    /// <exception cref="DataException">The folder cannot be used; the message says why.</exception>
    public static ImageSplit OpenAll(string path) => Reading(path, () =>
    {
        var layout = FolderLayout.Of(path);
        return layout.HasSides
            ? throw new DataException(
                $"Data folder '{layout.Root.FullName}': it holds sides of a data set. Give the one to evaluate, such as "
                + $"'{(layout.Test ?? layout.Validation ?? layout.Train)!.FullName}'.")
            : FolderScan.Read(layout.Root, "all");
    });

    private static ImageFolder FromClasses(DirectoryInfo root, SplitOptions options)
    {
        var all = FolderScan.Read(root, "all");
        SideRules.RefuseOneClass(root, all);
        var (train, validation) = HashSplit.Of(all, root.FullName, options);
        var files = all.Items.Select(item => (item.Name, item.Size));
        return new ImageFolder(root.FullName, train, validation, null, DataFingerprint.Of(all.ClassNames, files));
    }

    private static ImageFolder FromSides(FolderLayout layout, SplitOptions options)
    {
        var given = SideRules.Train(layout);
        var train = FolderScan.Read(given, "train");
        SideRules.RefuseOneClass(given, train);
        var validation = layout.Validation is { } folder ? SideRules.Read(folder, "validation", train, given) : null;
        var test = layout.Test is { } other ? SideRules.Read(other, "test", train, given) : null;

        var files = new[] { train, validation, test }.OfType<ImageSplit>()
            .SelectMany(side => side.Items.Select(item => ($"{side.Name}/{item.Name}", item.Size)));
        var fingerprint = DataFingerprint.Of(train.ClassNames, files.ToList());
        var (kept, held) = validation is null ? HashSplit.Of(train, given.FullName, options)
            : options.Fold is null ? (train, validation)
            : HashSplit.Of(Together(train, validation), layout.Root.FullName, options);
        return new ImageFolder(layout.Root.FullName, kept, held, test, fingerprint);
    }

    // A cross-validation takes turns with all images but the test folder's; names of both sides may be alike.
    private static ImageSplit Together(ImageSplit train, ImageSplit validation) => train with
    {
        Items = [.. new[] { train, validation }.SelectMany(side => side.Items.Select(item => item with { Name = $"{side.Name}/{item.Name}" }))],
    };

    private static T Reading<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException or ArgumentException)
        {
            throw new DataException($"Data folder '{path}': it cannot be read ({e.Message})", e);
        }
    }
}
