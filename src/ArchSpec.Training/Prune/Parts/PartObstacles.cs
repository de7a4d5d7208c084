using System.Collections.Immutable;
using ArchSpec.Graph;
using ArchSpec.Layers;

namespace ArchSpec.Training.Prune.Parts;

/// <summary>Says why an input that is of no use must stay all the same.</summary>
internal sealed class PartObstacles(ChannelMap map, GraphRemainder graph)
{
    /// <summary>Whether an input only leads around the others: they are made of it.</summary>
    public bool IsTheWayAround(ImmutableArray<FlatStep> calls, int input) =>
        calls.Any(call => map.Graph.Steps[call.Inputs[input]].Layer.IsInput || Others(call, input).Any(other => graph.LeadsTo(call.Inputs[input], other)));

    /// <summary>The first obstacle, or null.</summary>
    /// <param name="calls">All calls of the joining layer.</param>
    /// <param name="input">Which of its inputs.</param>
    /// <param name="gone">The calls that would go with it.</param>
    /// <param name="verdict">What the data says.</param>
    public string? Find(ImmutableArray<FlatStep> calls, int input, ImmutableArray<FlatStep> gone, InputVerdict verdict) =>
        UsedElsewhere(calls, input, gone)
        ?? Shared(gone)
        ?? Outside(calls[0], gone)
        ?? (verdict.Classes.IsEmpty ? Broadcast(calls, input) : Tied(calls, input, gone, verdict.Classes));

    private string? UsedElsewhere(ImmutableArray<FlatStep> calls, int input, ImmutableArray<FlatStep> gone)
    {
        var source = map.Graph.Steps[calls[0].Inputs[input]];
        if (gone.Contains(source))
        {
            return null;
        }

        var user = map.Graph.Steps.FirstOrDefault(step => graph.Has(step) && !calls.Contains(step) && step.Inputs.Contains(source.Index));
        return user is null
            ? $"kept: {source.Path} is used elsewhere too"
            : $"kept: {user.Path} uses {source.Path} too";
    }

    // Weights that another call needs stand where the first call stands.
    private string? Shared(ImmutableArray<FlatStep> gone)
    {
        var goes = gone.ToHashSet();
        foreach (var calls in map.Graph.Steps.Where(graph.Has).GroupBy(step => step.Layer))
        {
            if (goes.Contains(calls.First()) && calls.FirstOrDefault(call => !goes.Contains(call)) is { } stays)
            {
                return $"kept: {calls.First().Path} is called again, as an input of {UserOf(stays)}";
            }
        }

        return gone.FirstOrDefault(step => step.Layer.IsInput) is { } only ? $"kept: nothing else takes the model's input '{only.Path}'" : null;
    }

    private string UserOf(FlatStep step) => map.Graph.Steps.FirstOrDefault(user => user.Inputs.Contains(step.Index))?.Path ?? "nothing";

    // A block or a model goes whole or stays whole; and what is around the join's own is not this join's to change.
    private string? Outside(FlatStep join, ImmutableArray<FlatStep> gone)
    {
        var place = PlaceOf(join.Path);
        if (gone.FirstOrDefault(step => !step.Path.StartsWith(place, StringComparison.Ordinal)) is { } outer)
        {
            return $"kept: {outer.Path} is outside of '{place.TrimEnd('/')}'";
        }

        var goes = gone.ToHashSet();
        var stays = map.Graph.Steps.Where(step => graph.Has(step) && !goes.Contains(step)).Select(step => Within(place, step.Path)).OfType<string>().ToHashSet();
        return gone.Select(step => Within(place, step.Path)).OfType<string>().FirstOrDefault(stays.Contains) is { } half
            ? $"kept: '{place}{half}' gives something else that stays"
            : null;
    }

    private static string PlaceOf(string path) => path[..(path.LastIndexOf('/') + 1)];

    // The block or model, directly inside of a place, that a step is in; null where it is in none.
    private static string? Within(string place, string path) =>
        path.StartsWith(place, StringComparison.Ordinal) && path.IndexOf('/', place.Length) is var end and > 0 ? path[place.Length..end] : null;

    private string? Broadcast(ImmutableArray<FlatStep> calls, int input) =>
        calls.All(call => Others(call, input).Any(other => map.Graph.Steps[other].Output == call.Output))
            ? null
            : $"kept: without it {calls[0].Path} would have another shape than {calls[0].Output}";

    // The branch's channels have to go with its layers, and only with them.
    private string? Tied(ImmutableArray<FlatStep> calls, int input, ImmutableArray<FlatStep> gone, ImmutableArray<int> classes)
    {
        var (layers, names) = (gone.Select(step => step.Layer).ToHashSet(), classes.ToHashSet());
        if (map.Sources.FirstOrDefault(source => !layers.Contains(source.Layer) && source.Identities.Select(map.ClassOf).Any(names.Contains)) is { } tied)
        {
            return $"kept: its channels are tied to those of {tied.Path}";
        }

        if (calls.Any(call => Others(call, input).Any(other => map.Channels[other].Any(names.Contains))))
        {
            return $"kept: {calls[0].Path} takes the same channels twice";
        }

        return map.Graph.DeclaredInputs.FirstOrDefault(declared => !gone.Contains(map.Graph.Steps[declared.Step]) && map.Channels[declared.Step].Any(names.Contains)) is { } taken
            ? $"kept: the spec declares with how many channels '{taken.Path}' takes its input"
            : null;
    }

    private IEnumerable<int> Others(FlatStep call, int input) =>
        graph.InputsLeftOf(call).Where(other => other != input).Select(other => call.Inputs[other]);
}
