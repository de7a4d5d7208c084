using ArchSpec.Python;
using YamlDotNet.Core.Events;

namespace ArchSpec.Yaml;

/// <summary>What plain texts of YAML are that a person meant for something else.</summary>
internal static class PlainText
{
    // Nobody writes a longer one, and each text of a file could begin one.
    private const int MaxCall = 200;

    /// <summary>
    /// A tuple or a call of Python that a comma cut through, such as <c>(3, 3)</c> between brackets: all of it, from the source;
    /// null for another text.
    /// </summary>
    public static string? OpenCall(Scalar scalar, string text)
    {
        if (!scalar.Value.Contains('(', StringComparison.Ordinal) || Depth(scalar.Value) <= 0)
        {
            return null;
        }

        var start = (int)scalar.Start.Index;
        var rest = text.AsSpan(start, Math.Min(MaxCall, text.Length - start));
        for (var (at, depth) = (0, 0); at < rest.Length && rest[at] != '\n'; at++)
        {
            depth += rest[at] == '(' ? 1 : rest[at] == ')' ? -1 : 0;
            if (rest[at] == ')' && depth == 0)
            {
                return rest[..(at + 1)].ToString();
            }
        }

        return null;
    }

    /// <summary>"; write 'X'" for a tuple or a call, or nothing where it cannot be told.</summary>
    public static string Written(string call) => PythonText.ToYaml(call) is { } yaml ? $"; write '{yaml}'" : "";

    /// <summary>The line, from 0, of an item of a list that a plain text of several lines has swallowed; null for none.</summary>
    public static int? SwallowedItem(Scalar scalar, TextLines lines)
    {
        for (var line = (int)scalar.Start.Line; line < scalar.End.Line; line++)
        {
            if (lines[line].TrimStart().StartsWith("- ", StringComparison.Ordinal))
            {
                return line;
            }
        }

        return null;
    }

    private static int Depth(string text) => text.Count(letter => letter == '(') - text.Count(letter => letter == ')');
}
