using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Yaml;

namespace ArchSpec.Keras;

/// <summary>
/// Turns values of Keras's JSON into those that a spec has: an object <c>{"class_name": "L2", "config": {"l2": 0.1}}</c> becomes
/// <c>{ L2: { l2: 0.1 } }</c>, without what is default.
/// </summary>
internal static class KerasObjects
{
    // What every layer's config has; a layer may stand in the place of an activation.
    private static readonly string[] OfEveryLayer = ["name", "trainable", "dtype", "build_config", "batch_input_shape"];

    /// <summary>The value as <see cref="Argument.TryRead"/> takes it; as it is where nothing is known to change.</summary>
    public static YamlValue ToSpec(Argument argument, YamlValue given)
    {
        var value = KerasInitializers.InNewWords(argument, KerasValues.Plain(given));
        if (argument.Objects is { } types)
        {
            return Object(types, value) ?? value;
        }

        return value is YamlScalar scalar ? Whole(argument, scalar) : Alone(argument, value);
    }

    /// <summary>Whether a value is the argument's default, by what a spec would say.</summary>
    public static bool IsDefault(Argument argument, object? value) =>
        !argument.IsRequired && YamlText.Of(value) == YamlText.Of(argument.Default);

    // 2.0 where a whole number is taken.
    private static YamlScalar Whole(Argument argument, YamlScalar scalar) =>
        !scalar.Quoted && scalar.Text.EndsWith(".0", StringComparison.Ordinal) && !argument.TryRead(scalar, out _)
            ? scalar with { Text = scalar.Text[..^2] }
            : scalar;

    // Keras 2 wrote the axis of a BatchNormalization as a list.
    private static YamlValue Alone(Argument argument, YamlValue value) =>
        value is YamlList { Items: [var only] } && !argument.TryRead(value, out _) ? only : value;

    private static YamlValue? Object(KerasObjectTypes types, YamlValue value)
    {
        if (value is not YamlMap map || map.Word("class_name") is not { } name)
        {
            return null;
        }

        // A function of Keras, such as an activation: {"class_name": "function", "config": "relu"}.
        if (name.Text == "function")
        {
            return map.Word("config");
        }

        return types.Find(name.Text) is { } type ? Object(type, map.Find("config") as YamlMap, name) : name;
    }

    private static YamlValue Object(KerasObjectType type, YamlMap? config, YamlScalar name)
    {
        var all = (config?.Entries ?? []).Select(entry => InSpec(type, entry)).Where(entry => !IsLeftOut(type, entry)).ToImmutableArray();
        var (named, given) = KerasInitializers.Simplified(type, all);
        var word = name with { Text = named.Name };
        return given.IsEmpty ? word : new YamlMap([new YamlEntry(word, new YamlMap(given, config!.Span))], name.Span);
    }

    private static YamlEntry InSpec(KerasObjectType type, YamlEntry entry)
    {
        var key = entry.Key with { Text = OldNames.OfArgument(type.Name, entry.Key.Text) };
        return Find(type, key) is { } argument ? new YamlEntry(key, ToSpec(argument, entry.Value)) : entry;
    }

    private static Argument? Find(KerasObjectType type, YamlScalar key) => type.Arguments.FirstOrDefault(known => known.Name == key.Text);

    private static bool IsLeftOut(KerasObjectType type, YamlEntry entry) => Find(type, entry.Key) is { } argument
        ? argument.TryRead(entry.Value, out var value) && IsDefault(argument, value)
        : OfEveryLayer.Contains(entry.Key.Text) || entry.Value is YamlScalar { IsNull: true };
}
