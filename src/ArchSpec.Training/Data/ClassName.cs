namespace ArchSpec.Training.Data;

/// <summary>The names of classes, in one form wherever they come from: the name of a folder, a file, <c>--classes</c>.</summary>
internal static class ClassName
{
    internal static string Of(DirectoryInfo folder) => ComposedText.Of(folder.Name);
}
