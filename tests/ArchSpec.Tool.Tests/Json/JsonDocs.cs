using System.Text;
using System.Text.Json.Nodes;
using ArchSpec.Testing;

namespace ArchSpec.Tool.Tests.Json;

/// <summary>The part of docs/json.md that lists the properties, written from the schemas beside it.</summary>
internal static class JsonDocs
{
    /// <summary>The schema of a command, such as <c>runs show</c>.</summary>
    public static string SchemaFile(string command) => RepositoryRoot.In("docs", "json", $"{command.Replace(' ', '-')}.schema.json");

    /// <summary>The Markdown for some commands.</summary>
    public static string Write(IEnumerable<string> commands)
    {
        var text = new StringBuilder();
        foreach (var command in commands)
        {
            var schema = JsonNode.Parse(File.ReadAllText(SchemaFile(command)))!.AsObject();
            text.Append($"### {command}\n\n{schema["description"]} [Schema](json/{Path.GetFileName(SchemaFile(command))}).\n\n| property | type | |\n|---|---|---|\n");
            Rows(text, schema, "");
            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void Rows(StringBuilder text, JsonObject schema, string path)
    {
        if (schema["items"] is JsonObject items)
        {
            Rows(text, items, path + "[]");
        }

        foreach (var (name, property) in schema["properties"]?.AsObject() ?? [])
        {
            var inner = $"{path}{(path.Length > 0 ? "." : "")}{name}";
            text.Append($"| `{inner}` | {TypeOf(property!)} | {property!["description"]} |\n");
            Rows(text, property.AsObject(), inner);
        }
    }

    private static string TypeOf(JsonNode schema) => schema["type"] switch
    {
        JsonArray types => string.Join(" or ", types),
        { } type => $"{type}",
        null => "",
    };
}
