using System.Globalization;
using System.Text;

namespace ArchSpec.MSBuild.Generation;

/// <summary>Makes C# identifiers of names that are none.</summary>
internal static class Identifier
{
    // https://learn.microsoft.com/dotnet/csharp/language-reference/keywords/ ; contextual ones may be names.
    private static readonly HashSet<string> Keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal",
        "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for",
        "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null",
        "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte",
        "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof",
        "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
    ];

    /// <summary>Whether a name is an identifier as it stands.</summary>
    public static bool IsValid(string name) =>
        name.Length > 0 && (name[0] == '_' || char.IsLetter(name[0])) && name.All(c => c == '_' || IsPart(c)) && !Keywords.Contains(name);

    /// <summary>
    /// A class's name: <c>CnnLight</c> for <c>cnn-light</c>. Numbers that stood apart stay apart: <c>Vgg16_36</c> for <c>vgg16-36</c>.
    /// </summary>
    public static string ForClass(string name)
    {
        var made = new StringBuilder();
        var begins = true;
        foreach (var c in name)
        {
            if (!IsPart(c) || (begins && IsMark(c)))
            {
                begins = true;
                continue;
            }

            if (begins && char.IsDigit(c) && (made.Length == 0 || char.IsDigit(made[^1])))
            {
                made.Append('_');
            }

            made.Append(begins ? char.ToUpperInvariant(c) : c);
            begins = false;
        }

        return made.Length == 0 ? "Architecture" : Escaped(made.ToString());
    }

    /// <summary>A namespace: what is no identifier in it becomes one, part by part.</summary>
    public static string ForNamespace(string name)
    {
        var parts = name.Split('.', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ForNamespacePart);
        return string.Join('.', parts);
    }

    private static string ForNamespacePart(string part)
    {
        var made = string.Concat(part.Select(c => IsPart(c) ? c : '_'));
        return Escaped(char.IsDigit(made[0]) || IsMark(made[0]) ? "_" + made : made);
    }

    private static bool IsPart(char c) => char.IsLetterOrDigit(c) || IsMark(c);

    // The dots of a letter that some systems store apart from it. To put both together needs tables that not every runtime has.
    private static bool IsMark(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static string Escaped(string name) => Keywords.Contains(name) ? "@" + name : name;
}
