using System.Text;
using ArchSpec.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace ArchSpec.Yaml;

/// <summary>
/// Reads YAML that nobody vouches for: no object comes from a tag, and size, depth and aliases are bounded.
/// </summary>
public static class YamlFile
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>The deepest nesting of lists and mappings.</summary>
    public const int MaxDepth = 32;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Where the file is.</param>
    /// <param name="shownAs">How messages name it.</param>
    /// <param name="bag">Receives the problems.</param>
    /// <returns>The text and its root value; null where the file cannot be used.</returns>
    public static (string Text, YamlValue Root)? Read(string path, string shownAs, DiagnosticBag bag)
    {
        if (ReadText(path, shownAs, bag) is not { } text)
        {
            return null;
        }

        return Parse(text, shownAs, bag) is { } root ? (text, root) : null;
    }

    /// <summary>Reads a text; null where it cannot be used.</summary>
    public static YamlValue? Parse(string text, string shownAs, DiagnosticBag bag)
    {
        try
        {
            return CheckEvents(text, shownAs, bag) ? Load(text, shownAs, bag) : null;
        }
        catch (YamlException error)
        {
            bag.Add(SpecErrors.YamlSyntax(Span(shownAs, error.Start, error.End), Reason(error)));
            return null;
        }
    }

    internal static SourceSpan Span(string file, Mark start, Mark end) =>
        new(file, (int)Math.Max(1, start.Line), (int)Math.Max(1, start.Column), (int)start.Index, (int)Math.Max(start.Index, end.Index));

    private static string? ReadText(string path, string shownAs, DiagnosticBag bag)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.Exists && file.Length > MaxBytes)
            {
                bag.Add(SpecErrors.FileTooLarge(shownAs, file.Length, MaxBytes));
                return null;
            }

            return File.ReadAllText(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            var reason = error is DecoderFallbackException ? "it is not UTF-8 text" : error.Message;
            bag.Add(SpecErrors.FileUnreadable(shownAs, File.Exists(path) ? reason : "there is no such file"));
            return null;
        }
    }

    // Before the recursive representation model sees the text: depth and tags.
    private static bool CheckEvents(string text, string file, DiagnosticBag bag)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (parser.MoveNext())
        {
            var current = parser.Current!;
            depth += current.NestingIncrease;
            if (depth > MaxDepth + 2) // the stream and the document count as levels
            {
                bag.Add(SpecErrors.TooDeep(Span(file, current.Start, current.End), MaxDepth));
                return false;
            }

            if (current is NodeEvent { Tag.IsEmpty: false } node && !(node is Scalar { Style: not ScalarStyle.Plain } && node.Tag.IsNonSpecific))
            {
                bag.Add(SpecErrors.TagNotAllowed(Span(file, current.Start, current.End), node.Tag.ToString()));
                return false;
            }
        }

        return true;
    }

    private static YamlValue? Load(string text, string file, DiagnosticBag bag)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        if (stream.Documents.Count != 1)
        {
            bag.Add(SpecErrors.NotOneDocument(file, stream.Documents.Count));
            return null;
        }

        return new YamlConverter(file, bag).Convert(stream.Documents[0].RootNode);
    }

    // YamlDotNet's message begins with the position that the diagnostic states already.
    private static string Reason(YamlException error)
    {
        var message = (error.InnerException ?? error).Message;
        var colon = message.StartsWith('(') ? message.IndexOf("): ", StringComparison.Ordinal) : -1;
        return (colon < 0 ? message : message[(colon + 3)..]).TrimEnd('.');
    }
}
