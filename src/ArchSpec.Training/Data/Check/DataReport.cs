namespace ArchSpec.Training.Data.Check;

/// <summary>What is wrong with a data set, and what it consists of.</summary>
/// <param name="Classes">The images of each class on each side.</param>
/// <param name="Bad">Images that cannot be used, by path.</param>
/// <param name="Duplicates">Files with the same bytes.</param>
public sealed record DataReport(IReadOnlyList<ClassCount> Classes, IReadOnlyList<BadImage> Bad, IReadOnlyList<Duplicate> Duplicates)
{
    /// <summary>Which folder is taken for which side where its name alone does not say it, in one line for the person; or null.</summary>
    public string? SidesNote { get; init; }

    /// <summary>Files in class folders that are no pictures by their name.</summary>
    public IReadOnlyList<PassedOver> PassedOver { get; init; } = [];

    /// <summary>Images of all classes and sides, good and bad.</summary>
    public int Images => Classes.Sum(row => row.Total);

    /// <summary>Whether nothing would be wrong with training on it: the same picture twice in one class of one side is harmless.</summary>
    public bool Ok => Bad.Count == 0 && Duplicates.All(duplicate => duplicate.Kind == DuplicateKind.Harmless);
}

/// <summary>The images of a class.</summary>
/// <param name="Name">The class.</param>
/// <param name="Train">Those to learn from.</param>
/// <param name="Validation">Those to judge by, also where they were split off.</param>
/// <param name="Test">Null where the data has no such side.</param>
public sealed record ClassCount(string Name, int Train, int Validation, int? Test)
{
    /// <summary>Of all sides.</summary>
    public int Total => Train + Validation + (Test ?? 0);
}

/// <summary>Files that hold the same bytes.</summary>
/// <param name="Kind">What is wrong with it.</param>
/// <param name="Files">Two or more, each with the side that it is on.</param>
public sealed record Duplicate(DuplicateKind Kind, IReadOnlyList<DuplicateFile> Files);

/// <summary>One of several files that hold the same bytes.</summary>
/// <param name="Side"><c>train</c>, <c>validation</c> or <c>test</c>.</param>
/// <param name="Path">Absolute.</param>
public sealed record DuplicateFile(string Side, string Path);

/// <summary>What the same picture does in several places.</summary>
public enum DuplicateKind
{
    /// <summary>It counts twice: in one class of one side.</summary>
    Harmless,

    /// <summary>It is learned from and judged by: the accuracy is too good.</summary>
    Leak,

    /// <summary>It is in two classes: one of the labels is wrong.</summary>
    Contradiction,
}
