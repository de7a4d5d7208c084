using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Plugins.Tests.Specs;
using ArchSpec.Spec;
using ArchSpec.Testing;

namespace ArchSpec.Plugins.Tests.Layers;

/// <summary>Reads and resolves small specs, and asks single layers.</summary>
internal static class LayerRun
{
    /// <summary>The network of a spec, which must have no errors.</summary>
    public static Network Build(string text)
    {
        using var folder = new TempFolder();
        foreach (var (name, part) in Files(text))
        {
            folder.Write(name, part);
        }

        return NetworkBuilder.Build(new SpecLoader(BuiltInLayers.Registry).Load(folder.In("spec.yaml")), BuiltInLayers.Registry);
    }

    /// <summary>The last node of a network of one input and the given layers.</summary>
    public static Node Last(string input, string layers) => Build($"archspec: 1\ninput: {input}\nlayers:\n{layers}\n").Outputs[0].Source;

    /// <summary>The problems of such a network.</summary>
    public static IReadOnlyList<Diagnostic> Problems(string input, string layers) =>
        new MarkedSpec($"archspec: 1\ninput: {input}\nlayers:\n{layers}\n").Validate();

    /// <summary>The node of a layer that takes several inputs, of the given shapes.</summary>
    public static Node Merge(string type, string arguments, params string[] shapes) => Build(Merging(type, arguments, shapes)).Outputs[0].Source;

    /// <summary>The problems of such a network.</summary>
    public static IReadOnlyList<Diagnostic> MergeProblems(string type, string arguments, params string[] shapes) =>
        new MarkedSpec(Merging(type, arguments, shapes)).Validate();

    /// <summary>What a layer tells pruning, where its inputs have the identities 0, 1, 2 … in a row.</summary>
    public static (int[] Output, ChannelLog Log) Channels(Node node)
    {
        var next = 0;
        var inputs = node.Inputs.Select(input => Enumerable.Range(next, input.Shape.RequireChannels()).Select(_ => next++).ToImmutableArray()).ToImmutableArray();
        var log = new ChannelLog(inputs, next);
        return ([.. node.Layer.Layer!.Channels(node.Layer.CallOn([.. node.Inputs.Select(input => input.Shape)]), log)], log);
    }

    private static string Merging(string type, string arguments, string[] shapes)
    {
        var names = shapes.Select((_, place) => $"in{place}").ToList();
        var inputs = string.Concat(names.Zip(shapes, (name, shape) => $"  {name}: {shape}\n"));
        return $"archspec: 1\ninputs:\n{inputs}layers:\n- {type}: {{ {arguments}{(arguments.Length > 0 ? ", " : "")}inputs: [{string.Join(", ", names)}] }}\n";
    }

    private static IEnumerable<(string Name, string Text)> Files(string text)
    {
        var parts = text.Split("=== ");
        yield return ("spec.yaml", parts[0]);
        foreach (var part in parts.Skip(1))
        {
            yield return (part[..part.IndexOf('\n', StringComparison.Ordinal)], part[(part.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
        }
    }
}

/// <summary>Writes down what a layer says of its channels.</summary>
internal sealed class ChannelLog(ImmutableArray<ImmutableArray<int>> inputs, int first) : IChannelContext
{
    private int _next = first;

    public ImmutableArray<ImmutableArray<int>> Inputs => inputs;

    public List<int> Pinned { get; } = [];

    public List<int> Mixed { get; } = [];

    public int United { get; private set; }

    public string? FreshBy { get; private set; }

    public ImmutableArray<int> Fresh(Argument<int> count)
    {
        FreshBy = count.Name;
        return [_next++, _next++];
    }

    public List<(string Argument, int? Element, ImmutableArray<int> Identities)> Counted { get; } = [];

    public void Count(Argument argument, int? element, ImmutableArray<int> identities) => Counted.Add((argument.Name, element, identities));

    public void Warn(string message) => Warnings.Add(message);

    public List<string> Warnings { get; } = [];

    public void Mixes(int input) => Mixed.Add(input);

    public ImmutableArray<int> Unite(IEnumerable<ImmutableArray<int>> inputs)
    {
        var all = inputs.ToList();
        United = all.Count;
        return all[0];
    }

    public void Pin(ImmutableArray<int> identities, string reason) => Pinned.AddRange(identities);
}
