namespace ArchSpec.Training.Data;

/// <summary>What a folder of class folders holds.</summary>
/// <param name="Split">The images.</param>
/// <param name="Others">The names of the files in class folders that are none.</param>
internal sealed record ScannedFolder(ImageSplit Split, IReadOnlyList<string> Others);

/// <summary>Reads a folder that has a folder for each class.</summary>
internal static class FolderScan
{
    /// <param name="folder">Where the class folders are.</param>
    /// <param name="split">What the images are for: the name of the result.</param>
    /// <param name="mayBeEmpty">Whether a class may have no images: what is only judged needs none of each.</param>
    /// <exception cref="DataException">No classes, empty ones, names that differ only in case, images beside the folders.</exception>
    internal static ScannedFolder Read(DirectoryInfo folder, string split, bool mayBeEmpty)
    {
        var classes = ImageFiles.Folders(folder).OrderBy(info => ComposedText.Of(info.Name), StringComparer.Ordinal).ToList();
        RefuseLooseImages(folder, classes.Count);
        RefuseNoClasses(folder, classes.Count);
        RefuseSameName(folder, classes);
        ReservedNames.Refuse(folder, classes.Select(info => info.Name));

        var files = classes.Select(info => ImageFiles.FilesBelow(info).ToLookup(file => ImageFiles.IsImage(file.Name))).ToList();
        var byClass = classes.Select((info, label) => ReadClass(info, files[label][true], label)).ToList();
        if (!mayBeEmpty || byClass.All(items => items.Count == 0))
        {
            RefuseEmptyClasses(folder, classes, byClass);
        }

        return new ScannedFolder(
            new ImageSplit(split, [.. classes.Select(info => ComposedText.Of(info.Name))], [.. byClass.SelectMany(items => items)]),
            [.. files.SelectMany(found => found[false]).Select(file => file.Name)]);
    }

    private static List<ImageItem> ReadClass(DirectoryInfo folder, IEnumerable<FileInfo> images, int label) =>
        [.. images.Select(file => Item(folder, file, label)).OrderBy(item => item.Name, StringComparer.Ordinal)];

    private static ImageItem Item(DirectoryInfo folder, FileInfo file, int label)
    {
        // The size and time that count are those of the file that a link leads to; a dead link is a bad image, found later.
        var read = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        var below = Path.GetRelativePath(folder.FullName, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
        return new ImageItem(
            file.FullName, ComposedText.Of($"{folder.Name}/{below}"), label, read.Exists ? read.Length : 0, read.LastWriteTimeUtc);
    }

    private static void RefuseLooseImages(DirectoryInfo folder, int classes)
    {
        var loose = ImageFiles.Files(folder).Where(file => ImageFiles.IsImage(file.Name)).Select(file => file.Name).ToList();
        if (loose.Count > 0)
        {
            throw new DataException(
                $"Data folder '{folder.FullName}': {Words.Count(loose.Count, "image", "images")} such as '{loose[0]}' "
                + (classes == 0 ? "and no class folders" : "beside the class folders")
                + ". Move each image into the folder of its class.");
        }
    }

    private static void RefuseNoClasses(DirectoryInfo folder, int classes)
    {
        if (classes == 0)
        {
            throw new DataException(
                $"Data folder '{folder.FullName}': it has no class folders. Give a folder that holds a folder of images "
                + "for each class, or train/, validation/ and test/ with such folders in each.");
        }
    }

    private static void RefuseSameName(DirectoryInfo folder, IReadOnlyList<DirectoryInfo> classes)
    {
        var pair = classes.GroupBy(info => ComposedText.Of(info.Name), StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        if (pair is not null)
        {
            var difference = pair.Select(info => ComposedText.Of(info.Name)).Distinct().Count() > 1 ? "in case" : "in how their accents are written (composed and decomposed)";
            throw new DataException(
                $"Data folder '{folder.FullName}': the classes {Words.List([.. pair.Select(info => info.Name)])} differ only {difference}. "
                + "Give them one name, or names that differ.");
        }
    }

    private static void RefuseEmptyClasses(
        DirectoryInfo folder, IReadOnlyList<DirectoryInfo> classes, List<List<ImageItem>> byClass)
    {
        var empty = classes.Where((_, label) => byClass[label].Count == 0).ToList();
        if (empty.Count > 0)
        {
            var other = ImageFiles.FilesBelow(empty[0]).FirstOrDefault();
            throw new DataException(
                $"Data folder '{folder.FullName}': no images in {Words.List([.. empty.Select(info => info.Name)])}"
                + (other is null ? "" : $" (but files such as '{other.Name}')")
                + $". Each class needs images ({ImageFiles.Kinds}); remove the folder of a class that has none.");
        }
    }
}
