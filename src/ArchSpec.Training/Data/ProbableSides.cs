namespace ArchSpec.Training.Data;

/// <summary>Folders that look like the sides of a data set and cannot be used as such: taken for classes, they would be learned without a word.</summary>
internal static class ProbableSides
{
    private const string Names = "'train', 'validation' (or 'val') and 'test'";

    /// <summary>Classes that all hold the same folders are hardly classes.</summary>
    /// <exception cref="DataException">They do.</exception>
    internal static void Refuse(DirectoryInfo root, IReadOnlyList<DirectoryInfo> folders)
    {
        if (folders.Count < 2 || Shared(folders) is not { Count: > 1 } shared)
        {
            return;
        }

        var (outer, inner) = (Words.List([.. folders.Select(folder => folder.Name)]), Words.List(shared));
        throw new DataException(shared.Any(name => SideName.OfWhole(name) is not null)
            ? $"Data folder '{root.FullName}': each of {outer} holds {inner}, which look like the sides of the data inside of the classes. "
                + $"Put them around the classes, such as '{shared.First(name => SideName.OfWhole(name) is not null)}/{folders[0].Name}'."
            : $"Data folder '{root.FullName}': each of {outer} holds the folders {inner}: they look like sides of the data, and not like classes. "
                + $"Name them {Names}, or give the folder of one of them; where they are classes, move the images out of their inner folders.");
    }

    /// <summary>Where none of the sides has class folders, nothing says what an image is.</summary>
    /// <exception cref="DataException">So it is.</exception>
    internal static void RefuseFlat(DirectoryInfo root, IReadOnlyList<SideFolder> sides)
    {
        if (!sides.Any(side => side.HoldsFolders))
        {
            throw new DataException(
                $"Data folder '{root.FullName}': {Words.List([.. sides.Select(side => side.Folder.Name)])} look like the sides of the data, and have no class folders. "
                + "Give each a folder of images for each class; where they are classes, give them other names.");
        }
    }

    /// <summary>Left alone, a folder called "held-out" would be passed over, and other images would be split off in its place.</summary>
    /// <exception cref="DataException">There are folders of folders beside the sides.</exception>
    internal static void RefuseOthers(DirectoryInfo root, IReadOnlyList<SideFolder> sides, IEnumerable<DirectoryInfo> others)
    {
        var names = others.Where(other => ImageFiles.Folders(SideFolder.Inner(other)).Count > 0).Select(other => other.Name).ToList();
        if (names.Count > 0)
        {
            throw new DataException(
                $"Data folder '{root.FullName}': {Words.List(names)} beside {Words.List([.. sides.Select(side => side.Folder.Name)])}. "
                + $"Name the folders of the sides {Names}, and move other folders away.");
        }
    }

    // A side may lack a class, so that most of the names are enough. One name is not: classes may each have a folder "images".
    private static List<string>? Shared(IReadOnlyList<DirectoryInfo> folders)
    {
        var inner = folders.Select(folder => ImageFiles.Folders(folder).Select(info => ComposedText.Of(info.Name)).ToHashSet(StringComparer.OrdinalIgnoreCase)).ToList();
        var shared = inner.Aggregate((IEnumerable<string>)inner[0], (names, others) => names.Where(others.Contains)).Order(StringComparer.Ordinal).ToList();
        var all = inner.SelectMany(names => names).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        return shared.Count * 2 > all && !folders.Any(folder => ImageFiles.Files(folder).Any(file => ImageFiles.IsImage(file.Name))) ? shared : null;
    }
}
