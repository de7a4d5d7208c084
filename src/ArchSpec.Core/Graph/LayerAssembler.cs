using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Expressions;
using ArchSpec.Layers;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Graph;

/// <summary>Adds a list of layers, blocks and branches to a network under construction.</summary>
internal sealed class LayerAssembler(
    LayerRegistry registry, DiagnosticBag bag, AutoNames names, GraphAssembly assembly, Func<string, BlockDefinition?> blocks, int depth)
{
    // Far above any real network; "repeat: 1000000" stops here.
    private const int MaxNodes = 10_000;

    private readonly NodeFactory _factory = new(bag);

    public void AddAll(ImmutableArray<Entry> entries)
    {
        foreach (var entry in entries)
        {
            Add(entry);
        }
    }

    private void Add(Entry entry)
    {
        for (var time = 1; time <= entry.Options.Repeat; time++)
        {
            if (assembly.Nodes.Count >= MaxNodes)
            {
                bag.Add(SpecErrors.TooManyLayers(entry.Span, MaxNodes));
                return;
            }

            AddOnce(entry, NameOf(entry.Options, time));
        }
    }

    private static string? NameOf(EntryOptions options, int time) => options switch
    {
        { Name: null } => null,
        { Repeat: > 1 } => $"{options.Name.Text}_{time}",
        _ => options.Name.Text,
    };

    private void AddOnce(Entry entry, string? name)
    {
        if (name is not null && (name.Contains('/', StringComparison.Ordinal) || assembly.Knows(name)))
        {
            bag.Add(SpecErrors.BadLayerName(entry.Options.Name!.Span, name));
            name = null;
        }

        switch (entry)
        {
            case LayerEntry layer:
                AddLayer(layer, name, InputsOf(entry, layer.Type.Text));
                break;
            case BranchesEntry branches:
                AddBranches(branches, name);
                break;
            case ReuseEntry reuse:
                AddCall(reuse);
                break;
        }
    }

    private void AddLayer(LayerEntry entry, string? name, ImmutableArray<Connection>? inputs)
    {
        var type = entry.Type.Text;
        var given = entry.Arguments is null ? null : Scope.Empty(bag).Resolve(entry.Arguments);
        if (registry.Find(type) is { } layer)
        {
            var arguments = new ArgumentBinder(bag).Bind(type, layer.Arguments, given, entry.Span);
            Finish(_factory.Make(layer, arguments, name ?? names.Next(type), entry, inputs), name);
        }
        else if (blocks(type) is { } block)
        {
            AddBlock(block, entry, given, name, inputs);
        }
        else
        {
            bag.Add(SpecErrors.UnknownLayerType(entry.Type.Span, type, registry.All.Select(known => known.Type)));
            assembly.Break(name);
        }
    }

    private void Finish(Node? node, string? name)
    {
        if (node is null)
        {
            assembly.Break(name);
        }
        else
        {
            assembly.Add(node);
        }
    }

    private void AddBlock(BlockDefinition block, LayerEntry entry, YamlValue? given, string? name, ImmutableArray<Connection>? inputs)
    {
        var use = new BlockUse(block, entry, given, bag);
        if (inputs is not [var input] || use.Layers(depth) is not { } layers)
        {
            assembly.Break(name);
            return;
        }

        if (block.IsInline)
        {
            assembly.Continue(input);
            Inner(assembly, block).AddAll(layers);
            if (name is not null)
            {
                assembly.Name(name, assembly.Current);
            }
        }
        else
        {
            AddComposite(block, entry with { Arguments = given }, layers, name ?? names.Next(block.Name), input);
        }
    }

    private void AddComposite(BlockDefinition block, LayerEntry entry, ImmutableArray<Entry> layers, string name, Connection input)
    {
        var inner = new GraphAssembly();
        inner.AddInput("input", input.Shape, entry.Span);
        Inner(inner, block).AddAll(layers);
        if (inner.Current is not { } output)
        {
            assembly.Break(name);
            return;
        }

        var body = new Network(name, ModelKind.Functional, [.. inner.Nodes], [new Connection(inner.Nodes[0], 0)], [output]);
        var instance = new LayerInstance(name, block.Name, entry.Span) { Body = body, Block = block, Given = entry.Arguments };
        instance.SetTrainable(entry.Options.Trainable ?? true);
        assembly.Add(new Node(instance, 0, [input], [output.Shape]));
    }

    private LayerAssembler Inner(GraphAssembly target, BlockDefinition block) =>
        new(registry, bag, names, target, block.Siblings.GetValueOrDefault, depth + 1);

    private void AddBranches(BranchesEntry entry, string? name)
    {
        if (InputsOf(entry, "branches") is not [var start])
        {
            assembly.Break(name);
            return;
        }

        var ends = new List<Connection?>();
        foreach (var branch in entry.Branches)
        {
            assembly.Continue(start);
            AddAll(branch);
            ends.Add(assembly.Current);
        }

        var joined = ends.TrueForAll(end => end is not null) ? ends.Select(end => end!.Value).ToImmutableArray() : (ImmutableArray<Connection>?)null;
        AddLayer(entry.Join with { Options = entry.Options with { Name = null } }, name, joined);
    }

    private void AddCall(ReuseEntry entry)
    {
        var inputs = InputsOf(entry, "reuse");
        if (assembly.FindLayer(entry.Layer.Text) is not { } layer)
        {
            if (!assembly.Knows(entry.Layer.Text))
            {
                bag.Add(SpecErrors.UnknownLayerName(entry.Layer.Span, entry.Layer.Text, assembly.Names));
            }

            assembly.Break(null);
            return;
        }

        Finish(_factory.CallAgain(layer, assembly, entry.Span, inputs), null);
    }

    /// <summary>What an entry takes, or null where that has an error.</summary>
    private ImmutableArray<Connection>? InputsOf(Entry entry, string what)
    {
        if (entry.Options.Inputs.IsDefault)
        {
            if (assembly.Current is null && !assembly.IsBroken)
            {
                bag.Add(SpecErrors.InputsNeeded(entry.Span, what, assembly.Names));
            }

            return assembly.Current is { } current ? [current] : null;
        }

        var found = entry.Options.Inputs.Select(Find).ToList();
        return found.TrueForAll(input => input is not null) ? [.. found.Select(input => input!.Value)] : null;
    }

    private Connection? Find(YamlScalar name)
    {
        if (!assembly.TryFind(name.Text, out var found))
        {
            bag.Add(SpecErrors.UnknownLayerName(name.Span, name.Text, assembly.Names));
        }

        return found;
    }
}
