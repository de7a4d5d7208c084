using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Rewrite;

/// <summary>A part of the text that is to become another.</summary>
/// <param name="Value">What stands there afterwards.</param>
/// <param name="Was">What stood there, as a comment says it.</param>
/// <param name="For">The changes that it is for; empty where it keeps a layer as it is.</param>
internal sealed record NewValue(YamlValue Value, string Was, IReadOnlyList<ArgumentChange> For);

/// <summary>An argument that an item is to give and does not yet.</summary>
internal sealed record NewArgument(string Path, Template Inner, string Name, NewValue Value);

/// <summary>
/// A list of layers as a person wrote it, with every use that it is expanded for: the layers of a file have one use, those of a block
/// as many as the block has.
/// </summary>
internal sealed class Template(BlockDefinition? block, YamlValue body, string file, LayerRegistry registry)
{
    /// <summary>The block; null for the layers of a file.</summary>
    public BlockDefinition? Block => block;

    /// <summary>The layers, with their <c>${…}</c>.</summary>
    public YamlValue Body => body;

    /// <summary>The file, as spans name it.</summary>
    public string File => file;

    /// <summary>What it is expanded for.</summary>
    public List<Expansion> Uses { get; } = [];

    /// <summary>Values that become others, by their place in <see cref="Body"/>.</summary>
    public Dictionary<string, NewValue> Values { get; } = [];

    /// <summary>Arguments that items give from now on.</summary>
    public List<NewArgument> Arguments { get; } = [];

    /// <summary>Defaults of the block's parameters that become others, by name.</summary>
    public Dictionary<string, NewValue> Defaults { get; } = [];

    /// <summary>Parameters that the block gets; the default is null where every use gives it.</summary>
    public List<BlockParameter> Parameters { get; } = [];

    /// <summary>The block's parameters, old and new.</summary>
    public IEnumerable<BlockParameter> AllParameters => (block?.Parameters ?? []).Concat(Parameters);

    /// <summary>The default of a parameter as it will be.</summary>
    public YamlValue? DefaultOf(BlockParameter parameter) => Defaults.GetValueOrDefault(parameter.Name)?.Value ?? parameter.Default;

    /// <summary>The name of an argument of a layer or of a block that is used here, by its place; null where there is none.</summary>
    public string? ArgumentOf(string type, int place) => registry.Find(type) is { } layer
        ? layer.Arguments.ElementAtOrDefault(place)?.Name
        : block?.Siblings.GetValueOrDefault(type)?.Parameters.ElementAtOrDefault(place)?.Name;

    /// <summary>All templates of a network, each block behind those that it uses, the files last.</summary>
    public static IReadOnlyList<Template> Of(Network network)
    {
        var templates = new Dictionary<SourceSpan, Template>();
        foreach (var use in network.Expansions!.Where(use => use.Body is not null))
        {
            var key = KeyOf(use);
            if (!templates.TryGetValue(key, out var template))
            {
                templates[key] = template = new Template(use.Block, use.Block?.Layers ?? use.Body!, key.File, network.Registry!);
            }

            template.Uses.Add(use);
        }

        return InOrder(templates);
    }

    private static SourceSpan KeyOf(Expansion use) => use.Block?.Span ?? SourceSpan.StartOf(use.Document!.File);

    private static List<Template> InOrder(Dictionary<SourceSpan, Template> templates)
    {
        var users = templates.Values.SelectMany(template => template.Uses)
            .Where(use => use.Parent is not null)
            .ToLookup(use => templates[KeyOf(use.Parent!)], use => templates[KeyOf(use)]);
        var ordered = new List<Template>();
        foreach (var template in templates.Values)
        {
            Visit(template);
        }

        return ordered;

        void Visit(Template template)
        {
            if (ordered.Contains(template))
            {
                return;
            }

            foreach (var inner in users[template].Distinct())
            {
                Visit(inner);
            }

            ordered.Add(template);
        }
    }
}
