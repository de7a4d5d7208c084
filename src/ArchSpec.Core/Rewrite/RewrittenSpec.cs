using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Rewrite;

/// <summary>A file of a rewritten spec.</summary>
/// <param name="Path">Relative to the folder that the new spec is written to.</param>
/// <param name="Text">Its text.</param>
/// <param name="IsNew">False for one that is only carried along because the new spec needs it.</param>
public sealed record RewrittenFile(string Path, string Text, bool IsNew);

/// <summary>
/// A spec with some of its values replaced, in the files where they stand: the spec itself gets a new name, a base that
/// changes becomes a copy beside the old one, and what stays as it is comes along.
/// </summary>
public static class RewrittenSpec
{
    /// <summary>Rewrites a spec.</summary>
    /// <param name="document">The spec as read.</param>
    /// <param name="edits">By the file in which they stand, as spans name it.</param>
    /// <param name="name">The new spec's file name, without a folder.</param>
    /// <returns>All files; the first is the spec.</returns>
    public static IReadOnlyList<RewrittenFile> Of(SpecDocument document, ILookup<string, SpecEdit> edits, string name)
    {
        var folder = Path.GetDirectoryName(document.FullPath)!;
        var files = new List<RewrittenFile>();
        var replaced = new HashSet<string>();
        Rewrite(document, name);
        foreach (var other in document.Referenced.Where(other => !replaced.Contains(other.FullPath)))
        {
            files.Add(new RewrittenFile(PathOf(other), other.Text, IsNew: false));
        }

        return files;

        string PathOf(SpecDocument other) => Path.GetRelativePath(folder, other.FullPath);

        void Rewrite(SpecDocument changed, string path)
        {
            replaced.Add(changed.FullPath);
            var own = edits[changed.File].ToList();
            var place = files.Count;
            if (changed.Base is { } start && HasEdits(start.Document, edits))
            {
                var copy = NameOfCopy(start.Document, name);
                own.Add(new SpecEdit(start.FileSpan, YamlText.Of(Path.Combine(FolderOf(changed, start), copy).Replace('\\', '/'))));
                Rewrite(start.Document, Path.Combine(Path.GetDirectoryName(PathOf(start.Document)) ?? "", copy));
            }

            files.Insert(place, new RewrittenFile(path, TextRewriter.Apply(changed.Text, own), IsNew: true));
        }
    }

    private static bool HasEdits(SpecDocument document, ILookup<string, SpecEdit> edits) =>
        edits.Contains(document.File) || (document.Base is { } start && HasEdits(start.Document, edits));

    // "small.yaml" over "vgg16-base.yaml" needs "small.vgg16-base.yaml".
    private static string NameOfCopy(SpecDocument original, string name) =>
        $"{Path.GetFileNameWithoutExtension(name)}.{Path.GetFileName(original.FullPath)}";

    private static string FolderOf(SpecDocument from, BaseReference start) =>
        Path.GetDirectoryName(Path.GetRelativePath(Path.GetDirectoryName(from.FullPath)!, start.Document.FullPath)) ?? "";
}
