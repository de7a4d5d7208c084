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
    /// <summary>Which folder is taken for which side where its name alone does not say it, in one line for the person; or null.</summary>
    public string? SidesNote { get; private init; }

    /// <summary>Files in class folders that are no pictures by their name.</summary>
    public IReadOnlyList<PassedOver> PassedOver { get; private init; } = [];

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

    /// <summary>Whether a folder holds training images in a folder of their own.</summary>
    internal static bool HasSides(string path) => Directory.Exists(path) && Reading(path, () => FolderLayout.Of(path).Train is not null);

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
            : FolderScan.Read(layout.Root, "all", mayBeEmpty: true).Split;
    });

    private static ImageFolder FromClasses(DirectoryInfo root, SplitOptions options)
    {
        var (all, others) = FolderScan.Read(root, "all", mayBeEmpty: false);
        SideRules.RefuseOneClass(root, all);
        var (train, validation) = HashSplit.Of(all, root.FullName, options);
        var files = all.Items.Select(item => (item.Name, item.Size));
        return new ImageFolder(root.FullName, train, validation, null, DataFingerprint.Of(all.ClassNames, files)) { PassedOver = Data.PassedOver.Of(others) };
    }

    private static ImageFolder FromSides(FolderLayout layout, SplitOptions options)
    {
        var given = SideRules.Train(layout);
        var learned = FolderScan.Read(given, "train", mayBeEmpty: false);
        var train = learned.Split;
        SideRules.RefuseOneClass(given, train);
        var held = layout.Validation is { } folder ? SideRules.Read(folder, Side.Validation, train, given) : null;
        var test = layout.Test is { } other ? SideRules.Read(other, Side.Test, train, given) : null;

        var sides = new[] { learned, held, test }.OfType<ScannedFolder>().ToList();
        var files = sides.SelectMany(side => side.Split.Items.Select(item => ($"{side.Split.Name}/{item.Name}", item.Size)));
        var fingerprint = DataFingerprint.Of(train.ClassNames, files.ToList());
        var (kept, validation) = held is null ? HashSplit.Of(train, given.FullName, options)
            : options.Fold is null ? (train, held.Split)
            : HashSplit.Of(Together(train, held.Split), layout.Root.FullName, options);
        return new ImageFolder(layout.Root.FullName, kept, validation, test?.Split, fingerprint)
        {
            SidesNote = layout.Note,
            PassedOver = Data.PassedOver.Of(sides.SelectMany(side => side.Others)),
        };
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
