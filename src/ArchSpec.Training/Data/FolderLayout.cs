namespace ArchSpec.Training.Data;

/// <summary>Where a data folder keeps its sides: in folders of their own, or all in one.</summary>
/// <param name="Root">What the person gave.</param>
/// <param name="Train">The folder that holds the training classes; null where <paramref name="Root"/> itself holds classes.</param>
/// <param name="Validation">Null where it is to be split off from the training images.</param>
/// <param name="Test">Null where there is none.</param>
internal sealed record FolderLayout(DirectoryInfo Root, DirectoryInfo? Train, DirectoryInfo? Validation, DirectoryInfo? Test)
{
    internal bool HasSides => Train is not null || Validation is not null || Test is not null;

    /// <summary>What the person should know: which folder is taken for which side, and which is passed over; null for nothing.</summary>
    internal string? Note { get; private init; }

    /// <exception cref="DataException">No folder, or its sides cannot be told.</exception>
    internal static FolderLayout Of(string path)
    {
        var root = Existing(path);
        var folders = ImageFiles.Folders(root);
        var sides = SideFolder.Among(folders);
        var named = sides.DistinctBy(side => side.Side).Count() > 1;

        // A class may be called "train" (and another "car"): only a folder of folders is a side, or one among sides alone.
        if (sides.Count == 0 || (!named && sides.Count < folders.Count && !sides.Any(side => side.HoldsFolders)))
        {
            ProbableSides.Refuse(root, folders);
            return new FolderLayout(root, null, null, null);
        }

        if (named)
        {
            ProbableSides.RefuseFlat(root, sides);
        }

        var others = folders.ExceptBy(sides.Select(side => side.Folder.Name), folder => folder.Name).ToList();
        ProbableSides.RefuseOthers(root, sides, others);
        return new FolderLayout(root, One(root, sides, Side.Train), One(root, sides, Side.Validation), One(root, sides, Side.Test))
        {
            Note = NoteOf(sides, others),
        };
    }

    private static DirectoryInfo Existing(string path)
    {
        var root = new DirectoryInfo(path);
        if (root.Exists)
        {
            return root;
        }

        throw new DataException(File.Exists(path)
            ? $"Data folder '{root.FullName}': this is a file. Give a folder; unpack an archive first."
            : $"Data folder '{root.FullName}': no such folder.");
    }

    private static DirectoryInfo? One(DirectoryInfo root, IEnumerable<SideFolder> sides, Side which)
    {
        var found = sides.Where(side => side.Side == which).ToList();
        if (found.Count > 1)
        {
            throw new DataException(
                $"Data folder '{root.FullName}': {Words.List([.. found.Select(side => side.Folder.Name)])} are the same side of the "
                + $"data. Keep one of them, named '{which.ToString().ToLowerInvariant()}'.");
        }

        return found.SingleOrDefault()?.Classes;
    }

    private static string? NoteOf(IReadOnlyList<SideFolder> sides, List<DirectoryInfo> others)
    {
        var passedOver = others.Where(other => ImageFiles.FilesBelow(other).Any(file => ImageFiles.IsImage(file.Name))).Select(other => other.Name).ToList();
        var said = sides.OrderBy(side => side.Side).Select(side => side.Said()).OfType<string>().ToList();
        if (passedOver.Count > 0)
        {
            said.Add($"{Words.List(passedOver)} beside them {(passedOver.Count == 1 ? "is" : "are")} passed over");
        }

        return said.Count == 0 ? null : string.Join(", ", said) + ".";
    }
}
