using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Diagnostics;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Graph;

/// <summary>Adds a list of layers, blocks, models and branches to a network under construction.</summary>
/// <param name="context">What the whole network shares.</param>
/// <param name="assembly">The network, or the inner network of a block or a model.</param>
/// <param name="blocks">The blocks that may be used here.</param>
/// <param name="home">The file or the use of a block whose layers these are.</param>
/// <param name="depth">How many blocks and models are around.</param>
/// <param name="use">For messages: which use of a block this is, with a space in front.</param>
internal sealed class LayerAssembler(
    BuildContext context, GraphAssembly assembly, IReadOnlyDictionary<string, BlockDefinition> blocks, Expansion home, int depth = 0, string use = "")
{
    private readonly NodeFactory _factory = new(context.Bag, use);
    private readonly BlockAssembler _blocks = new(context, assembly, home, depth);
    private readonly ModelAssembler _models = new(context, assembly, blocks, home, depth, use);
    private readonly InputFinder _inputs = new(context.Bag, assembly);

    public void AddAll(ImmutableArray<Entry> entries)
    {
        foreach (var entry in entries)
        {
            Add(entry);
        }
    }

    private void Add(Entry entry)
    {
        var (first, broken) = (assembly.Nodes.Count, false);
        for (var time = 1; time <= entry.Options.Repeat && context.TryCount(entry.Span); time++)
        {
            if (broken)
            {
                assembly.Break(NameOf(entry.Options, time)?.Text); // the next of a repeated layer would have the same error
                continue;
            }

            AddOnce(entry, time);
            broken = assembly.IsBroken;
        }

        if (context.IsStopped)
        {
            assembly.Break(null);
        }

        if (entry.Options.Trainable is false)
        {
            assembly.FreezeFrom(first);
        }
    }

    private static YamlScalar? NameOf(EntryOptions options, int time) => options switch
    {
        { Name: { } name, Repeat: > 1 } => name with { Text = string.Create(CultureInfo.InvariantCulture, $"{name.Text}_{time}") },
        _ => options.Name,
    };

    private void AddOnce(Entry entry, int time)
    {
        var (outer, isRepeated) = (context.Repetition, entry.Options.Repeat > 1);
        context.Repetition = isRepeated ? new Repetition(entry, time, outer) : outer;
        AddOnce(entry, NameOf(entry.Options, time));
        context.Repetition = outer;
    }

    private void AddOnce(Entry entry, YamlScalar? name)
    {
        if (name is not null && !assembly.IsFree(name.Text))
        {
            context.Bag.Add(SpecErrors.BadLayerName(name.Span, name.Text));
            name = null;
        }

        switch (entry)
        {
            case { Options.HasErrors: true }:
                assembly.Break(name?.Text);
                break;
            case LayerEntry layer:
                AddLayer(layer, name?.Text, _inputs.Of(entry, layer.Type.Text));
                break;
            case ModelEntry model:
                _models.Add(model, name?.Text, _inputs.Of(entry, model.Type.Text));
                break;
            case BranchesEntry branches:
                AddBranches(branches, name?.Text);
                break;
            case ReuseEntry reuse:
                new CallAssembler(context, assembly, _factory, _models).Add(reuse, name?.Text, _inputs.Of(reuse, "reuse"));
                break;
        }
    }

    private void AddLayer(LayerEntry entry, string? name, ImmutableArray<Connection>? inputs)
    {
        var type = entry.Type.Text;
        if (context.Registry.Find(type) is { } layer)
        {
            var arguments = new ArgumentBinder(context.Bag).Bind(type, layer.Arguments, entry.Arguments, entry.Span);
            var node = _factory.Make(layer, arguments, name ?? context.AutomaticName(assembly, entry.Type), entry.Span, inputs);
            assembly.AddOrBreak(node, name);
            if (node is not null)
            {
                node.Layer.HasAutomaticName = name is null;
                node.Layer.Origin = new LayerOrigin(home, entry, context.Repetition);
            }
        }
        else if (blocks.GetValueOrDefault(type) is { } block)
        {
            _blocks.Add(block, entry, name, inputs);
        }
        else
        {
            context.Bag.Add(SpecErrors.UnknownLayerType(entry.Type.Span, type, new MeantLayer(context.Registry, blocks).Suggest(type)));
            assembly.Break(name);
        }
    }

    private void AddBranches(BranchesEntry entry, string? name)
    {
        var inputs = _inputs.Of(entry, "branches");
        if (inputs is { Length: not 1 })
        {
            context.Bag.Add(SpecErrors.WrongInputCount(entry.Span, "branches", name ?? "", "one input", inputs.Value.Length));
        }

        var ends = new List<Connection>();
        foreach (var branch in entry.Branches)
        {
            assembly.Continue(inputs is [var start] ? start : null);
            AddAll(branch);
            if (assembly.Current is { } end)
            {
                ends.Add(end);
            }
        }

        ImmutableArray<Connection>? joined = ends.Count == entry.Branches.Length ? [.. ends] : null;
        AddLayer(entry.Join, name, joined);
    }
}
