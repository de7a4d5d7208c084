using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>Reads <c>blocks:</c>.</summary>
internal sealed class BlockReader(LayerRegistry registry, DiagnosticBag bag)
{
    private static readonly Argument<bool> Inline =
        Argument.Flag("inline", "whether the block's layers are rows of the summary of their own", false);

    public IEnumerable<BlockDefinition> Read(YamlValue? yaml)
    {
        if (yaml is not null and not YamlMap)
        {
            bag.Add(SpecErrors.WrongType(yaml.Span, "blocks", "a mapping of names to blocks", yaml.Received));
        }

        return ((yaml as YamlMap)?.Entries ?? []).Select(entry => Read(entry.Key, entry.Value)).OfType<BlockDefinition>();
    }

    private BlockDefinition? Read(YamlScalar name, YamlValue yaml)
    {
        if (registry.Find(name.Text) is not null || ModelReader.Types.Contains(name.Text) || !IsName(name.Text))
        {
            bag.Add(SpecErrors.BadBlockName(name.Span, name.Text));
        }

        if (yaml is not YamlMap map)
        {
            bag.Add(SpecErrors.WrongType(yaml.Span, $"block {name.Text}", "a mapping with layers", yaml.Received));
            return null;
        }

        var reader = new MapReader(map, $"block {name.Text}", bag);
        var parameters = ReadParameters(reader.Take("parameters"));
        var aliases = ReadAliases(reader.Take("aliases"), name.Text, parameters);
        var inline = reader.Take(Inline);
        var layers = reader.Require("layers");
        reader.ReportRest();
        return layers is null ? null : new BlockDefinition(name.Text, parameters, inline, layers, name.Span) { Source = map, Aliases = aliases };
    }

    private ImmutableDictionary<string, string?> ReadAliases(YamlValue? yaml, string block, ImmutableArray<BlockParameter> parameters)
    {
        if (yaml is not null and not YamlMap)
        {
            bag.Add(SpecErrors.WrongType(yaml.Span, "aliases", "a mapping of other names to parameters, such as { n_filters: filters }", yaml.Received));
        }

        var (aliases, names) = (ImmutableDictionary<string, string?>.Empty, parameters.Select(parameter => parameter.Name).ToList());
        foreach (var (alias, parameter) in (yaml as YamlMap)?.Entries ?? [])
        {
            if (parameter is YamlScalar word && (word.IsNull || names.Contains(word.Text)))
            {
                aliases = aliases.SetItem(alias.Text, word.IsNull ? null : word.Text);
            }
            else
            {
                bag.Add(SpecErrors.UnknownArgument(parameter.Span, $"block {block}", (parameter as YamlScalar)?.Text ?? parameter.Received, names));
            }
        }

        return aliases;
    }

    private ImmutableArray<BlockParameter> ReadParameters(YamlValue? yaml)
    {
        if (yaml is not null and not YamlList)
        {
            bag.Add(SpecErrors.WrongType(yaml.Span, "parameters", "a list such as [filters, ratio: 8]", yaml.Received));
        }

        var parameters = ImmutableArray.CreateBuilder<BlockParameter>();
        foreach (var item in (yaml as YamlList)?.Items ?? [])
        {
            if (ReadParameter(item) is { } parameter && Accept(parameter, item, parameters))
            {
                parameters.Add(parameter);
            }
        }

        return parameters.ToImmutable();
    }

    private BlockParameter? ReadParameter(YamlValue item)
    {
        switch (item)
        {
            case YamlScalar { IsNull: false } word:
                return new BlockParameter(word.Text, null);
            case YamlMap { Entries: [var (name, value)] }:
                return new BlockParameter(name.Text, value);
            default:
                bag.Add(SpecErrors.WrongType(item.Span, "a parameter", "a name, or a name with a default", item.Received));
                return null;
        }
    }

    private bool Accept(BlockParameter parameter, YamlValue item, IEnumerable<BlockParameter> earlier)
    {
        var good = IsName(parameter.Name) && !OptionReader.Keys.Contains(parameter.Name) && earlier.All(other => other.Name != parameter.Name);
        if (!good)
        {
            bag.Add(SpecErrors.BadParameter(item.Span, parameter.Name));
        }

        return good;
    }

    private static bool IsName(string text) =>
        text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');
}
