using System.Text;
using ArchSpec.Diagnostics;
using ArchSpec.Spec;
using YamlDotNet.Core;

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
    public static (string Text, YamlValue Root)? Read(string path, string shownAs, DiagnosticBag bag) => Read(path, shownAs, null, bag);

    /// <summary>Reads a file, or the text that stands for it.</summary>
    internal static (string Text, YamlValue Root)? Read(string path, string shownAs, string? given, DiagnosticBag bag)
    {
        if ((given ?? ReadText(path, shownAs, bag)) is not { } text)
        {
            return null;
        }

        return Parse(text, shownAs, bag) is { } root ? (text, root) : null;
    }

    /// <summary>Reads a text; null where it cannot be used.</summary>
    public static YamlValue? Parse(string text, string shownAs, DiagnosticBag bag)
    {
        var composer = new YamlComposer(shownAs, text, bag, new Parser(new StringReader(text)));
        try
        {
            return composer.Compose();
        }
        catch (RefusedException refused)
        {
            bag.Add(refused.Reason);
            return null;
        }
        catch (YamlException error)
        {
            bag.Add(new SyntaxFault(text, shownAs).Find((int)error.End.Index) ?? NotYaml(shownAs, error));
            return null;
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // On some broken texts YamlDotNet's scanner itself fails; a test with random texts found it.
            bag.Add(new SyntaxFault(text, shownAs).Find(composer.Position.End) ?? SpecErrors.YamlSyntax(composer.Position, "it breaks off behind this value; is a bracket or a quote not closed?"));
            return null;
        }
    }

    internal static SourceSpan Span(string file, Mark start, Mark end) =>
        new(file, (int)Math.Max(1, start.Line), (int)Math.Max(1, start.Column), (int)start.Index, (int)Math.Max(start.Index, end.Index));

    private static string? ReadText(string path, string shownAs, DiagnosticBag bag)
    {
        try
        {
            using var file = PlainFile.OpenRead(path);
            var bytes = new byte[MaxBytes + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > MaxBytes)
            {
                bag.Add(SpecErrors.FileTooLarge(shownAs, MaxBytes));
                return null;
            }

            using var reader = new StreamReader(new MemoryStream(bytes, 0, length), new UTF8Encoding(false, throwOnInvalidBytes: true));
            return reader.ReadToEnd();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            var reason = error is DecoderFallbackException ? "it is not UTF-8 text" : error.Message;
            bag.Add(SpecErrors.FileUnreadable(shownAs, File.Exists(path) ? reason : Directory.Exists(path) ? "it is a folder, and a spec is a file" : "there is no such file"));
            return null;
        }
    }

    private static Diagnostic NotYaml(string file, YamlException error) => error.Message.Contains("quoted scalar", StringComparison.Ordinal)
        ? SpecErrors.YamlSyntax(Span(file, error.Start, error.Start), "this quote is not closed")
        : SpecErrors.YamlSyntax(Span(file, error.End, error.End), Reason(error));

    // YamlDotNet's message begins with the position that the diagnostic states already.
    private static string Reason(YamlException error)
    {
        var message = (error.InnerException ?? error).Message;
        var colon = message.StartsWith('(') ? message.IndexOf("): ", StringComparison.Ordinal) : -1;
        var reason = (colon < 0 ? message : message[(colon + 3)..]).TrimEnd('.');

        // "- Flatten" with "  name: x" below it: the mistake that this language invites.
        return reason.Contains("multiline plain scalar", StringComparison.Ordinal) ? $"{reason} (does the line above end with ':'?)" : reason;
    }
}
