namespace ArchSpec.Training.Data;

/// <summary>An image file that cannot be used.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Reason">Such as <c>truncated: the file ends before the picture does</c>.</param>
public sealed record BadImage(string Path, string Reason);

/// <summary>What becomes of a data set with bad images.</summary>
public enum OnBadImage
{
    /// <summary>Refuse it, with a list of the bad images, before the first epoch.</summary>
    Fail,

    /// <summary>Leave the bad images out.</summary>
    Skip,
}
