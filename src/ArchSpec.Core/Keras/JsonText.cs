using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ArchSpec.Diagnostics;
using ArchSpec.Yaml;

namespace ArchSpec.Keras;

/// <summary>
/// Reads JSON with the place of each value, which System.Text.Json's documents do not keep. The values are YAML's, since an
/// argument of a layer is read from one whatever file it stands in.
/// </summary>
internal sealed class JsonText
{
    // A model inside of a model takes 4 levels; a spec stops at 16 of them.
    private const int MaxDepth = 128;

    private readonly string _file;
    private readonly byte[] _text;
    private int _at;
    private int _line = 1;
    private int _column = 1;
    private int _letters;

    private JsonText(string file, byte[] text) => (_file, _text) = (file, text);

    /// <summary>The root value, or null where the text is not JSON, which is reported.</summary>
    public static YamlValue? Parse(byte[] text, string file, DiagnosticBag bag)
    {
        var json = new JsonText(file, text);
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            reader.Read();
            var root = json.Value(ref reader);
            reader.Read(); // fails where more follows
            return root;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            bag.Add(KerasErrors.NotJson(json.SpanAt((int)reader.TokenStartIndex, 0), Reason(error)));
            return null;
        }
    }

    private YamlValue Value(ref Utf8JsonReader reader)
    {
        var span = SpanAt((int)reader.TokenStartIndex, reader.ValueSpan.Length);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => Map(ref reader, span),
            JsonTokenType.StartArray => List(ref reader, span),
            JsonTokenType.String => new YamlScalar(reader.GetString()!, true, span),
            JsonTokenType.Number => new YamlScalar(KerasValues.Shortest(Encoding.UTF8.GetString(reader.ValueSpan)), false, span),
            _ => new YamlScalar(Encoding.UTF8.GetString(reader.ValueSpan), false, span),
        };
    }

    private YamlMap Map(ref Utf8JsonReader reader, SourceSpan span)
    {
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = new YamlScalar(reader.GetString()!, true, SpanAt((int)reader.TokenStartIndex, reader.ValueSpan.Length));
            reader.Read();
            entries.Add(new YamlEntry(key, Value(ref reader)));
        }

        return new YamlMap(entries.ToImmutable(), span);
    }

    private YamlList List(ref Utf8JsonReader reader, SourceSpan span)
    {
        var items = ImmutableArray.CreateBuilder<YamlValue>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Value(ref reader));
        }

        return new YamlList(items.ToImmutable(), span);
    }

    // Tokens come in the order of the file, so that the file is gone through once.
    private SourceSpan SpanAt(int start, int length)
    {
        for (; _at < Math.Min(start, _text.Length); _at++)
        {
            var letter = _text[_at];
            if (letter == '\n')
            {
                (_line, _column) = (_line + 1, 0);
            }

            if ((letter & 0xC0) != 0x80) // not the later bytes of a letter
            {
                _column++;
                _letters++;
            }
        }

        return new SourceSpan(_file, _line, _column, _letters, _letters + length);
    }

    // System.Text.Json's own position is in bytes and from 0; the diagnostic has a better one.
    private static string Reason(Exception error)
    {
        var message = error.Message;
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).TrimEnd('.', ' ').ToString(CultureInfo.InvariantCulture);
    }
}
