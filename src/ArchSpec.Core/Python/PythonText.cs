using System.Text.RegularExpressions;
using ArchSpec.Yaml;

namespace ArchSpec.Python;

/// <summary>
/// Reads values that were carried over from a program in Python, to say how a spec writes them: numbers, texts, <c>True</c>,
/// <c>None</c>, tuples, lists and calls. Anything else is not read.
/// </summary>
internal sealed partial class PythonText
{
    // Longer ones are no single value that a person would copy, and nesting takes stack.
    private const int MaxLength = 500;
    private const int MaxDepth = 8;

    private readonly string _text;
    private int _at;
    private int _depth;

    private PythonText(string text) => _text = text;

    /// <summary>The value as YAML; null where the text is no value of Python.</summary>
    public static string? ToYaml(string text) => Whole(text, reader => reader.Value());

    /// <summary>The call that a text is; null for another text. <c>model.add(…)</c> is what it adds.</summary>
    public static PythonCall? Call(string text)
    {
        var inner = AddedLayer().Match(text);
        return Whole(inner.Success ? inner.Groups[1].Value : text, reader => reader.Name() is { } name ? reader.CallOf(name) : null);
    }

    private static T? Whole<T>(string text, Func<PythonText, T?> read)
        where T : class
    {
        var reader = new PythonText(text.Trim().TrimEnd(',').TrimEnd());
        return reader._text.Length <= MaxLength && read(reader) is { } value && reader.IsAtEnd ? value : null;
    }

    private bool IsAtEnd => Skip() == '\0';

    private string? Value()
    {
        if (++_depth > MaxDepth)
        {
            return null;
        }

        var value = Skip() switch
        {
            '(' => List(')'),
            '[' => List(']'),
            '\'' or '"' => Quoted(),
            _ => Number() ?? Word(),
        };
        _depth--;
        return value;
    }

    private string? List(char close)
    {
        _at++;
        var items = new List<string>();
        while (!Take(close))
        {
            if (Value() is not { } item || !EndsItem(close))
            {
                return null;
            }

            items.Add(item);
        }

        return $"[{string.Join(", ", items)}]";
    }

    private string? Word() => Name() switch
    {
        null => null,
        "True" => "true",
        "False" => "false",
        "None" => "null",
        var name when Skip() == '(' => CallOf(name)?.ValueText(),
        var name => name,
    };

    private PythonCall? CallOf(string name)
    {
        if (!Take('('))
        {
            return null;
        }

        var arguments = new List<(string? Name, string Value)>();
        while (!Take(')'))
        {
            var keyword = Keyword().Match(_text, _at);
            _at += keyword.Length;
            if (Value() is not { } value || !EndsItem(')'))
            {
                return null;
            }

            arguments.Add((keyword.Success ? keyword.Groups[1].Value : null, value));
        }

        return new PythonCall(name, arguments);
    }

    private string? Name() => Matched(DottedName()) is { } name ? name[(name.LastIndexOf('.') + 1)..] : null;

    private string? Number() => Matched(NumberText())?.Replace("_", "", StringComparison.Ordinal);

    private string? Quoted() => Matched(QuotedText()) is { } quoted ? YamlText.Word(quoted[1..^1]) : null;

    private string? Matched(Regex form)
    {
        Skip();
        var match = form.Match(_text, _at);
        _at += match.Length;
        return match.Success ? match.Value : null;
    }

    private bool EndsItem(char close) => Take(',') || Skip() == close;

    private bool Take(char letter)
    {
        var found = Skip() == letter;
        _at += found ? 1 : 0;
        return found;
    }

    // The next letter that is no blank; 0 at the end.
    private char Skip()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }

        return _at < _text.Length ? _text[_at] : '\0';
    }

    [GeneratedRegex(@"^\s*\w+\.add\((.*)\)\s*,?\s*$", RegexOptions.Singleline)]
    private static partial Regex AddedLayer();

    [GeneratedRegex(@"\G\s*([A-Za-z_]\w*)\s*=(?!=)")]
    private static partial Regex Keyword();

    [GeneratedRegex(@"\G[A-Za-z_]\w*(\.[A-Za-z_]\w*)*")]
    private static partial Regex DottedName();

    [GeneratedRegex(@"\G[-+]?([0-9][0-9_]*(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?(?![\w./*])")]
    private static partial Regex NumberText();

    [GeneratedRegex(@"\G('[^'\\]*'|""[^""\\]*"")")]
    private static partial Regex QuotedText();
}
