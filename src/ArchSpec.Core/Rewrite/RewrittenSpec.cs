using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Rewrite;

/// <summary>A file of a rewritten spec.</summary>
/// <param name="Path">Relative to the folder that the new spec is written to.</param>
/// <param name="Text">Its text.</param>
/// <param name="IsNew">False for one that is only carried along because the new spec needs it.</param>
public sealed record RewrittenFile(string Path, string Text, bool IsNew);

/// <summary>
/// A spec with some of its values replaced, in the files where they stand: the spec itself gets a new name, a base or an included file
/// that changes becomes a copy beside the old one, and what stays as it is comes along.
/// </summary>
public sealed class RewrittenSpec
{
    private readonly SpecDocument _document;
    private readonly ILookup<string, SpecEdit> _edits;
    private readonly RewriteTarget _target;
    private readonly string _folder;
    private readonly Dictionary<SpecDocument, bool> _changes = new(ReferenceEqualityComparer.Instance);

    private RewrittenSpec(SpecDocument document, ILookup<string, SpecEdit> edits, RewriteTarget target)
    {
        _document = document;
        _edits = edits;
        _target = target;
        _folder = Path.GetDirectoryName(document.FullPath)!;
    }

    /// <summary>Rewrites a spec.</summary>
    /// <param name="document">The spec as read.</param>
    /// <param name="edits">By the file in which they stand, as spans name it.</param>
    /// <param name="target">The new spec's name, and the files that may be changed where they are.</param>
    /// <returns>All files; the first is the spec.</returns>
    public static IReadOnlyList<RewrittenFile> Of(SpecDocument document, ILookup<string, SpecEdit> edits, RewriteTarget target)
    {
        var all = new RewrittenSpec(document, edits, target);
        return [.. document.Chain().Concat(document.Referenced).Distinct(ReferenceEqualityComparer.Instance).Cast<SpecDocument>().Select(all.Write)];
    }

    private RewrittenFile Write(SpecDocument file)
    {
        var isNew = ReferenceEquals(file, _document) || Changes(file) || _target.Made.Contains(PathOf(file));
        var references = References(file).Where(reference => NameOf(reference.Document) != Path.GetFileName(reference.Document.FullPath));
        var edits = references.Select(reference => new SpecEdit(reference.Span, YamlText.Of((object)Reference(file, reference.Document))));
        return new RewrittenFile(NewPath(file), TextRewriter.Apply(file.Text, [.. _edits[file.File], .. edits]), isNew);
    }

    // What leads to a file that changes must name its copy.
    private bool Changes(SpecDocument file)
    {
        if (!_changes.TryGetValue(file, out var changes))
        {
            changes = _edits.Contains(file.File) || References(file).Any(reference => Changes(reference.Document) && !_target.Made.Contains(PathOf(reference.Document)));
            _changes[file] = changes;
        }

        return changes;
    }

    private static IEnumerable<FileReference> References(SpecDocument file) =>
        file.Base is { } start ? file.Includes.Append(new FileReference(start.Document, start.FileSpan)) : file.Includes;

    // "small.yaml" over "vgg16-base.yaml" needs "small.vgg16-base.yaml".
    private string NameOf(SpecDocument file) =>
        ReferenceEquals(file, _document) ? _target.Name
        : Changes(file) && !_target.Made.Contains(PathOf(file)) ? $"{Path.GetFileNameWithoutExtension(_target.Name)}.{Path.GetFileName(file.FullPath)}"
        : Path.GetFileName(file.FullPath);

    private string NewPath(SpecDocument file) => Path.Combine(Path.GetDirectoryName(PathOf(file)) ?? "", NameOf(file));

    private string PathOf(SpecDocument file) => Path.GetRelativePath(_folder, file.FullPath).Replace('\\', '/');

    private string Reference(SpecDocument from, SpecDocument to)
    {
        var folder = Path.GetDirectoryName(Path.GetRelativePath(Path.GetDirectoryName(from.FullPath)!, to.FullPath)) ?? "";
        return Path.Combine(folder, NameOf(to)).Replace('\\', '/');
    }
}
