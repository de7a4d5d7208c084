namespace ArchSpec.Training.Data;

/// <summary>Where a data folder keeps its sides: in folders of their own, or all in one.</summary>
/// <param name="Root">What the person gave.</param>
/// <param name="Train">The folder that holds the training classes; null where <paramref name="Root"/> itself holds classes.</param>
/// <param name="Validation">Null where it is to be split off from the training images.</param>
/// <param name="Test">Null where there is none.</param>
internal sealed record FolderLayout(DirectoryInfo Root, DirectoryInfo? Train, DirectoryInfo? Validation, DirectoryInfo? Test)
{
    private static readonly string[] Sides = ["train", "validation", "val", "test"];

    internal bool HasSides => Train is not null || Validation is not null || Test is not null;

    /// <exception cref="DataException">No folder, or its sides cannot be told.</exception>
    internal static FolderLayout Of(string path)
    {
        var root = Existing(path);
        var folders = ImageFiles.Folders(root);
        var sides = folders.Where(IsSide).ToList();

        // A class may be called "train" (and another "car"): only a folder of folders is a side, or one among sides alone.
        if (sides.Count == 0 || (sides.Count < folders.Count && !sides.Exists(side => ImageFiles.Folders(side).Count > 0)))
        {
            return new FolderLayout(root, null, null, null);
        }

        RefuseOthers(root, folders.Except(sides).Where(other => ImageFiles.Folders(other).Count > 0));
        return new FolderLayout(
            root, One(root, sides, "train"), One(root, sides, "validation", "val"), One(root, sides, "test"));
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

    private static bool IsSide(DirectoryInfo folder) => Sides.Contains(folder.Name, StringComparer.OrdinalIgnoreCase);

    private static DirectoryInfo? One(DirectoryInfo root, IEnumerable<DirectoryInfo> sides, params string[] names)
    {
        var found = sides.Where(side => names.Contains(side.Name, StringComparer.OrdinalIgnoreCase)).ToList();
        if (found.Count > 1)
        {
            throw new DataException(
                $"Data folder '{root.FullName}': {Words.List([.. found.Select(side => side.Name)])} are the same side of the "
                + $"data. Keep one of them, named '{names[0]}'.");
        }

        return found.SingleOrDefault();
    }

    // Left alone, a folder called "valid" would be passed over, and other images would be split off in its place.
    private static void RefuseOthers(DirectoryInfo root, IEnumerable<DirectoryInfo> others)
    {
        var names = others.Select(other => other.Name).ToList();
        if (names.Count > 0)
        {
            throw new DataException(
                $"Data folder '{root.FullName}': {Words.List(names)} beside {Words.List(Sides)}. Name the folders of the sides "
                + "'train', 'validation' (or 'val') and 'test', and move other folders away.");
        }
    }
}
