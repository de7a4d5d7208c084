using System.Globalization;

namespace ArchSpec.Training.Data;

/// <summary>What must hold between the sides of a data set, and what training needs of the classes.</summary>
internal static class SideRules
{
    internal static DirectoryInfo Train(FolderLayout layout) => layout.Train ?? throw new DataException(
        $"Data folder '{layout.Root.FullName}': it has '{(layout.Validation ?? layout.Test)!.Name}' but no 'train'. "
        + "Give the training images in a folder of that name.");

    /// <summary>Reads a side whose classes must be those of the training images; of those that it is only measured on it may lack some.</summary>
    internal static ScannedFolder Read(DirectoryInfo folder, Side which, ImageSplit train, DirectoryInfo trainFolder)
    {
        var measures = which == Side.Test;
        var side = FolderScan.Read(folder, which.ToString().ToLowerInvariant(), mayBeEmpty: measures);
        var names = side.Split.ClassNames;
        var missing = train.ClassNames.Except(names).ToList();
        var extra = names.Except(train.ClassNames).ToList();
        if (extra.Count == 0 && (measures || missing.Count == 0))
        {
            return missing.Count == 0 ? side : side with { Split = side.Split.WithLabelsOf(train.ClassNames) };
        }

        var onlyCase = extra.Count > 0 && extra.ToHashSet(StringComparer.OrdinalIgnoreCase).IsSubsetOf(missing);
        throw new DataException(
            $"Data folder '{folder.FullName}': its classes are not those of '{trainFolder.FullName}'; "
            + (onlyCase ? $"{Words.List(extra)} differs from {Words.List([.. missing.Where(name => extra.Contains(name, StringComparer.OrdinalIgnoreCase))])} in case" : Difference(measures ? [] : missing, extra))
            + ". Give each side a folder of the same name for each class.");
    }

    internal static void RefuseOneClass(DirectoryInfo folder, ImageSplit split)
    {
        if (split.ClassNames.Count > 1)
        {
            return;
        }

        // The usual reason: an archive was unpacked into a folder of its own, or into several.
        var inner = new DirectoryInfo(Path.Combine(folder.FullName, ImageFiles.Folders(folder)[0].Name));
        while (ImageFiles.Folders(inner) is [var only])
        {
            inner = only;
        }

        var folders = ImageFiles.Folders(inner).Count;
        throw new DataException(
            $"Data folder '{folder.FullName}': one class only, '{split.ClassNames[0]}'. Training needs at least 2 classes"
            + (folders > 1 ? string.Create(CultureInfo.InvariantCulture, $"; did you mean '{inner.FullName}', which holds {folders} folders?") : "."));
    }

    private static string Difference(List<string> missing, List<string> extra) =>
        string.Join(" and ", new[]
        {
            missing.Count > 0 ? $"{Words.List(missing)} missing" : "",
            extra.Count > 0 ? $"{Words.List(extra)} too many" : "",
        }.Where(part => part.Length > 0));
}
