using System.Globalization;

namespace ArchSpec.Training.Data;

/// <summary>What must hold between the sides of a data set, and what training needs of the classes.</summary>
internal static class SideRules
{
    internal static DirectoryInfo Train(FolderLayout layout) => layout.Train ?? throw new DataException(
        $"Data folder '{layout.Root.FullName}': it has '{(layout.Validation ?? layout.Test)!.Name}' but no 'train'. "
        + "Give the training images in a folder of that name.");

    /// <summary>Reads a side whose classes must be those of the training images.</summary>
    internal static ImageSplit Read(DirectoryInfo folder, string name, ImageSplit train, DirectoryInfo trainFolder)
    {
        var side = FolderScan.Read(folder, name);
        var missing = train.ClassNames.Except(side.ClassNames).ToList();
        var extra = side.ClassNames.Except(train.ClassNames).ToList();
        if (missing.Count == 0 && extra.Count == 0)
        {
            return side;
        }

        var onlyCase = missing.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(extra);
        throw new DataException(
            $"Data folder '{folder.FullName}': its classes are not those of '{trainFolder.FullName}'; "
            + (onlyCase ? $"{Words.List(extra)} differs from {Words.List(missing)} in case" : Difference(missing, extra))
            + ". Give each side a folder of the same name for each class.");
    }

    internal static void RefuseOneClass(DirectoryInfo folder, ImageSplit split)
    {
        if (split.ClassNames.Count > 1)
        {
            return;
        }

        // The usual reason: an archive was unpacked into a folder of its own.
        var only = new DirectoryInfo(Path.Combine(folder.FullName, split.ClassNames[0]));
        var inner = ImageFiles.Folders(only).Count;
        throw new DataException(
            $"Data folder '{folder.FullName}': one class only, '{only.Name}'. Training needs at least 2 classes"
            + (inner > 1 ? string.Create(CultureInfo.InvariantCulture, $"; did you mean '{only.FullName}', which holds {inner} folders?") : "."));
    }

    private static string Difference(List<string> missing, List<string> extra) =>
        string.Join(" and ", new[]
        {
            missing.Count > 0 ? $"{Words.List(missing)} missing" : "",
            extra.Count > 0 ? $"{Words.List(extra)} too many" : "",
        }.Where(part => part.Length > 0));
}
