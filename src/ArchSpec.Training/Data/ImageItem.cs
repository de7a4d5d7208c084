namespace ArchSpec.Training.Data;

/// <summary>One image file of a data set, before anything of it is read.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Name">
/// Class and file, such as <c>Arborio/Arborio (1).jpg</c>, with <c>/</c> on every system: it does not change when the folder
/// moves, so the split and the fingerprint follow from it.
/// </param>
/// <param name="Label">Index into the class names.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Modified">UTC.</param>
public sealed record ImageItem(string Path, string Name, int Label, long Size, DateTime Modified);
