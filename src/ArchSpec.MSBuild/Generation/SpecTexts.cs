using ArchSpec.Spec;

namespace ArchSpec.MSBuild.Generation;

/// <summary>
/// The texts of the specs, which the generated code holds: it needs no files when it runs. A base that several specs have stands once.
/// </summary>
internal sealed class SpecTexts
{
    /// <summary>The class that holds them; no spec's class may have its name.</summary>
    public const string ClassName = "ArchSpecTexts";

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<SpecDocument> _documents = [];

    /// <summary>Whether no spec's text was asked for.</summary>
    public bool IsEmpty => _documents.Count == 0;

    /// <summary>The expression for the text of a file.</summary>
    public string Of(SpecDocument document)
    {
        if (!_numbers.TryGetValue(document.FullPath, out var number))
        {
            _documents.Add(document);
            _numbers[document.FullPath] = number = _documents.Count;
        }

        return $"{ClassName}.Text{number}";
    }

    /// <summary>Writes the class. A line of a spec begins where the source's line does: so the literal is the file's text.</summary>
    public void WriteTo(SourceText source, string projectFolder)
    {
        source.Line();
        using (source.Block($"file static class {ClassName}"))
        {
            foreach (var document in _documents)
            {
                source.Line($"// {CSharpText.Doc(SpecPaths.Relative(document.FullPath, projectFolder))}");
                source.Line($"public const string {Of(document)[(ClassName.Length + 1)..]} = {CSharpText.RawLiteral(Text(document))};");
            }
        }
    }

    private static string Text(SpecDocument document) => document.Text.Replace("\r\n", "\n", StringComparison.Ordinal);
}
