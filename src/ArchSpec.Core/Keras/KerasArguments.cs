using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Keras;

/// <summary>Reads a layer's config: what every layer has in one place, and the arguments as the layer type declares them.</summary>
internal sealed class KerasArguments(DiagnosticBag bag)
{
    private static readonly string[] OfEveryLayer = ["name", "trainable", "dtype", "batch_input_shape", "batch_shape", "input_shape", "autocast"];

    // What some version of Keras writes, and what it says where nothing was chosen.
    private static readonly (string Key, string Value)[] Neutral =
    [
        ("data_format", "channels_last"), ("groups", "1"), ("kernel_initializer", "glorot_uniform"), ("kernel_initializer", "GlorotUniform"),
        ("use_bias", "true"), ("renorm_momentum", "0.99"), ("interpolation", "nearest"), ("activation", "linear"),
    ];

    /// <summary>The arguments that are not default, as a spec gives them; null where one has an error, which is reported.</summary>
    /// <param name="layer">The layer type.</param>
    /// <param name="source">The layer.</param>
    /// <param name="config">Its arguments in Keras's words.</param>
    public YamlMap? Read(ILayer layer, KerasLayer source, YamlMap config)
    {
        var before = bag.Count;
        CheckType(source);
        var given = ImmutableArray.CreateBuilder<YamlEntry>();
        foreach (var entry in config.Entries.Where(entry => !OfEveryLayer.Contains(entry.Key.Text)))
        {
            if (Find(layer, entry.Key.Text) is not { } argument)
            {
                CheckUnknown(layer, source, entry);
            }
            else if (Read(argument, source, entry.Value) is { } value)
            {
                given.Add(new YamlEntry(entry.Key with { Text = argument.Name, Quoted = false }, value));
            }
        }

        return bag.Count > before ? null : new YamlMap(WithoutUsualStrides(layer, given.ToImmutable()), source.Span);
    }

    /// <summary>The names of a layer's own arguments.</summary>
    public static IReadOnlyList<string> NamesOf(KerasLayer source) => [.. source.Config.Entries.Select(entry => entry.Key.Text).Where(name => !OfEveryLayer.Contains(name))];

    /// <summary>The values for a block's parameters, by name; null where the block has other parameters, which is reported.</summary>
    public YamlMap? Read(BlockDefinition block, KerasLayer source)
    {
        CheckType(source);
        var given = source.Config.Entries.Where(entry => !OfEveryLayer.Contains(entry.Key.Text)).Select(entry => Named(block, entry)).OfType<YamlEntry>().ToImmutableArray();
        var (names, known) = (given.Select(entry => entry.Key.Text).ToList(), block.Parameters.Select(parameter => parameter.Name).ToList());
        if (names.Except(known).Any() || block.Parameters.Any(parameter => parameter.Default is null && !names.Contains(parameter.Name)))
        {
            bag.Add(KerasErrors.OtherParameters(source.Span, source.Place, block.Name, names, known));
            return null;
        }

        var ordered = block.Parameters.SelectMany(parameter => given.Where(entry => entry.Key.Text == parameter.Name && !IsDefault(parameter, entry.Value)));
        return new YamlMap([.. ordered.Select(entry => new YamlEntry(entry.Key with { Quoted = false }, Plain(KerasValues.Plain(entry.Value))))], source.Span);
    }

    // By the block's name for it; null where the block does not need it.
    private static YamlEntry? Named(BlockDefinition block, YamlEntry entry) =>
        !block.Aliases.TryGetValue(entry.Key.Text, out var name) ? entry
        : name is null ? null
        : entry with { Key = entry.Key with { Text = name } };

    private void CheckType(KerasLayer source)
    {
        var type = source.Config.Find("dtype");
        var name = type is YamlMap policy ? (policy.Find("config") as YamlMap)?.Word("name") : type as YamlScalar;
        if (type is not null && name?.Text != "float32")
        {
            bag.Add(KerasErrors.OtherType(type.Span, source.Place, JsonMap.Shown(name ?? type)));
        }
    }

    private static Argument? Find(ILayer layer, string key)
    {
        var renamed = OldNames.OfArgument(layer.Type, key);
        return layer.Arguments.FirstOrDefault(argument => argument.Name == renamed);
    }

    // Null where it is the default, or wrong.
    private YamlValue? Read(Argument argument, KerasLayer source, YamlValue json)
    {
        var yaml = KerasObjects.ToSpec(argument, json);
        if (argument.TryRead(yaml, out var value))
        {
            return KerasObjects.IsDefault(argument, value) ? null : yaml;
        }

        if (Inside(argument, yaml) is { } reason)
        {
            bag.Add(KerasErrors.BadPart(json.Span, source.Place, argument.Name, reason));
        }
        else
        {
            bag.Add(KerasErrors.BadValue(json.Span, source.Place, argument.Name, argument.Takes, JsonMap.Shown(yaml)));
        }

        return null;
    }

    // What is wrong inside of an initializer or an activation whose name is known.
    private static string? Inside(Argument argument, YamlValue yaml)
    {
        var inside = new DiagnosticBag();
        return argument.Explain(yaml, inside) ? inside.Items[0].Message : null;
    }

    // Off and nothing are what a key says that was not chosen.
    private void CheckUnknown(ILayer layer, KerasLayer source, YamlEntry entry)
    {
        var word = entry.Value as YamlScalar ?? (entry.Value as YamlMap)?.Word("class_name");
        if (word is not ({ IsNull: true } or { Quoted: false, Text: "false" }) && !Neutral.Contains((entry.Key.Text, word?.Text ?? "")))
        {
            bag.Add(KerasErrors.UnknownKey(entry.Key.Span, source.Place, entry.Key.Text, JsonMap.Shown(entry.Value), layer.Arguments.Select(argument => argument.Name)));
        }
    }

    // Keras writes the strides of a pooling layer also where they are as large as the pool, which is what they are otherwise.
    private static ImmutableArray<YamlEntry> WithoutUsualStrides(ILayer layer, ImmutableArray<YamlEntry> given)
    {
        var strides = given.FirstOrDefault(entry => entry.Key.Text == "strides");
        return strides is not null && Shown(layer, "strides", given) == Shown(layer, "pool_size", given) ? given.Remove(strides) : given;
    }

    private static string? Shown(ILayer layer, string name, ImmutableArray<YamlEntry> given)
    {
        var (argument, entry) = (Find(layer, name), given.FirstOrDefault(entry => entry.Key.Text == name));
        return argument is null ? null : YamlText.Of(entry is not null && argument.TryRead(entry.Value, out var value) ? value : argument.Default);
    }

    private static bool IsDefault(BlockParameter parameter, YamlValue value) =>
        parameter.Default is { } known && YamlText.Of(Plain(known)) == YamlText.Of(Plain(value));

    // A text that no reader could take for something else needs no quotes.
    private static YamlValue Plain(YamlValue value) => value switch
    {
        YamlScalar { Quoted: true } scalar => scalar with { Quoted = YamlText.Word(scalar.Text) != scalar.Text },
        YamlList list => list with { Items = [.. list.Items.Select(Plain)] },
        _ => value,
    };
}
