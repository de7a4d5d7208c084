namespace ArchSpec.Training.Data;

/// <summary>A folder that is a side of a data set.</summary>
/// <param name="Folder">As it is named.</param>
/// <param name="Side">What it is taken for.</param>
internal sealed record SideFolder(DirectoryInfo Folder, Side Side)
{
    /// <summary>Where its class folders are: archives often hold <c>seg_train/seg_train/</c>.</summary>
    internal DirectoryInfo Classes { get; } = Inner(Folder);

    internal bool HoldsFolders => ImageFiles.Folders(Classes).Count > 0;

    /// <summary>
    /// The folders that are sides: those whose names say two sides or more in one frame (<c>seg_train</c>, <c>seg_test</c>), of
    /// several frames the one with most folders; else the one that has a side's plain name.
    /// </summary>
    internal static IReadOnlyList<SideFolder> Among(IReadOnlyList<DirectoryInfo> folders)
    {
        var frames = folders
            .SelectMany(folder => SideName.Readings(folder.Name).Select(name => (name.Frame, Side: new SideFolder(folder, name.Side))))
            .GroupBy(reading => reading.Frame, reading => reading.Side)
            .Where(sides => sides.DistinctBy(side => side.Side).Count() > 1);
        return frames.Select(sides => sides.DistinctBy(side => side.Folder.Name).ToList()).MaxBy(sides => sides.Count)
            ?? [.. folders.Where(folder => SideName.IsPlain(folder.Name)).Select(folder => new SideFolder(folder, SideName.OfWhole(folder.Name)!.Value))];
    }

    /// <summary>A folder, or the one of the same name that is all it holds.</summary>
    internal static DirectoryInfo Inner(DirectoryInfo folder) =>
        ImageFiles.Folders(folder) is [var only] && only.Name.Equals(folder.Name, StringComparison.OrdinalIgnoreCase) && ImageFiles.Files(folder).Count == 0
            ? only
            : folder;

    /// <summary>'Training' is taken for train, or null where the name says no less.</summary>
    internal string? Said() => SideName.IsPlain(Folder.Name) && Classes == Folder
        ? null
        : $"'{(Classes == Folder ? Folder.Name : $"{Folder.Name}/{Classes.Name}")}' is taken for {Side.ToString().ToLowerInvariant()}";
}
