using System.Text;
using System.Text.Json;
using ArchSpec.Diagnostics;

namespace ArchSpec.Tool.External;

/// <summary>Reads the text of <c>archspec.json</c>, and says where it is wrong.</summary>
internal sealed class SettingsReader(byte[] text, string file)
{
    private const string Plugins = "plugins";
    private const string Schema = "$schema";

    private int Begin => text.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;

    /// <summary>The plugins, as the file names them.</summary>
    /// <exception cref="SpecException">Something is wrong.</exception>
    public IReadOnlyList<string> Read()
    {
        var json = new Utf8JsonReader(text.AsSpan(Begin));
        try
        {
            var plugins = Settings(ref json);
            while (json.Read())
            {
            }

            return plugins;
        }
        catch (JsonException error)
        {
            var at = new SourceSpan(file, (int)(error.LineNumber ?? 0) + 1, (int)(error.BytePositionInLine ?? 0) + 1, 0, 0);
            throw Error(at, $"this is not JSON: {error.Message.Split(" LineNumber:")[0]}");
        }
    }

    /// <summary>A problem of the file.</summary>
    public static SpecException Error(SourceSpan at, string message) => new([new Diagnostic("AS0811", Severity.Error, at, message)]);

    private IReadOnlyList<string> Settings(ref Utf8JsonReader json)
    {
        json.Read();
        Expect(ref json, JsonTokenType.StartObject, "the file", "an object such as { \"plugins\": [\"MyLayers.dll\"] }");
        IReadOnlyList<string>? plugins = null;
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            var (key, at) = (json.GetString()!, Place(json));
            json.Read();
            if (key == Schema)
            {
                Expect(ref json, JsonTokenType.String, $"'{Schema}'", "a text");
                continue;
            }

            plugins = key != Plugins ? throw Error(at, $"the file has no key '{key}'{NearName.Suggest(key, [Plugins])}; it may have {Plugins}")
                : plugins is not null ? throw Error(at, $"'{Plugins}' is given twice")
                : List(ref json);
        }

        return plugins ?? [];
    }

    private List<string> List(ref Utf8JsonReader json)
    {
        Expect(ref json, JsonTokenType.StartArray, $"'{Plugins}'", "a list of dll files");
        var files = new List<string>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            Expect(ref json, JsonTokenType.String, $"an item of '{Plugins}'", "the name of a dll file");
            files.Add(json.GetString() is { Length: > 0 } name ? name : throw Error(Place(json), $"an item of '{Plugins}' must be the name of a dll file, received ''"));
        }

        return files;
    }

    private void Expect(ref Utf8JsonReader json, JsonTokenType wanted, string what, string right)
    {
        if (json.TokenType != wanted)
        {
            throw Error(Place(json), $"{what} must be {right}, received {Received(json)}");
        }
    }

    private static string Received(Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => $"'{json.GetString()}'",
        JsonTokenType.None => "nothing",
        _ => Encoding.UTF8.GetString(json.ValueSpan),
    };

    private SourceSpan Place(Utf8JsonReader json)
    {
        var before = Encoding.UTF8.GetString(text, Begin, (int)json.TokenStartIndex);
        var line = before.LastIndexOf('\n');
        return new SourceSpan(file, before.Count(letter => letter == '\n') + 1, before.Length - line, 0, 0);
    }
}
