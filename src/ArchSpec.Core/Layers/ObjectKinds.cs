using System.Text.Json.Nodes;
using ArchSpec.Diagnostics;
using ArchSpec.Schema;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Layers;

/// <summary>The kind of values that are objects of Keras: a word, or a mapping of one to its arguments.</summary>
internal static partial class ArgumentKinds
{
    public static ArgumentKind<KerasObject> Object(KerasObjectTypes types)
    {
        string[] words = [.. types.All.Select(type => type.Name)];
        return new($"{types.Noun}: one of {string.Join(", ", words)}", TryRead, () => SpecSchema.Reference(types.Word)) { Explain = Explain, Objects = types, Words = words };

        bool TryRead(YamlValue yaml, out KerasObject value)
        {
            value = ReadObject(types, yaml, new DiagnosticBag())!;
            return value is not null;
        }

        // The name is known, so something about its arguments is wrong.
        bool Explain(YamlValue yaml, DiagnosticBag bag)
        {
            var before = bag.Count;
            _ = ReadObject(types, yaml, bag);
            return bag.Count > before;
        }
    }

    public static ArgumentKind<KerasObject?> OptionalObject(KerasObjectTypes types) => OrNull(Object(types));

    /// <summary>An object; null where the value is none, which is reported where its name is known.</summary>
    public static KerasObject? ReadObject(KerasObjectTypes types, YamlValue yaml, DiagnosticBag bag)
    {
        var (name, given) = yaml switch
        {
            YamlScalar { IsNull: false } word => (word, null),
            YamlMap { Entries: [var (key, value)] } => (key, value),
            _ => (null, null),
        };
        return name is not null && types.Find(name.Text) is { } type
            && new ArgumentBinder(bag).Bind(name.Text, type.Arguments, given, name.Span) is { } arguments
            ? new KerasObject(type, arguments)
            : null;
    }

    /// <summary>The JSON schema of an object: a definition that arguments refer to.</summary>
    public static JsonObject ObjectSchema(KerasObjectTypes types)
    {
        var ways = new JsonArray(new JsonObject { ["enum"] = new JsonArray([.. types.All.Where(HasDefaults).Select(type => (JsonNode)type.Name)]) });
        foreach (var type in types.All.Where(type => !type.Arguments.IsEmpty))
        {
            ways.Add(new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject { [type.Name] = ArgumentSchema.OfAll(type.Arguments, $"as {types.Module}.{type.ClassName}") },
                ["additionalProperties"] = false,
                ["minProperties"] = 1,
            });
        }

        return new JsonObject { ["anyOf"] = ways };
    }

    private static bool HasDefaults(KerasObjectType type) => !type.Arguments.Any(argument => argument.IsRequired);
}
