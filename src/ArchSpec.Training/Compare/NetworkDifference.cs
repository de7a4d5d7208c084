using System.Collections.Immutable;
using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Yaml;

namespace ArchSpec.Training.Compare;

/// <summary>
/// Which layers two networks do not have alike. Layers of one type are matched in their order so that as little as possible differs: names
/// that were counted change with a layer that goes, and only decide between matches that are otherwise as good.
/// </summary>
public sealed class NetworkDifference
{
    // A layer that one network alone has differs more than two of one type ever do.
    private const int Missing = 5;
    private const int OtherArguments = 2;
    private const int OtherName = 1;

    // So many pairs of layers take a second; networks beyond that are matched by their names.
    private const long MostPairs = 50_000_000;

    private readonly List<FlatStep> _first;
    private readonly List<FlatStep> _second;
    private readonly List<LayerDifference> _found = [];

    private NetworkDifference(Network first, Network second) => (_first, _second) = (LayersOf(first), LayersOf(second));

    /// <summary>The differences, in the order of the networks; none where all layers and their arguments are alike.</summary>
    public static IReadOnlyList<LayerDifference> Between(Network first, Network second)
    {
        var difference = new NetworkDifference(first, second);
        foreach (var (one, other) in difference.Matches())
        {
            difference.Add(one, other);
        }

        return difference._found;
    }

    private static List<FlatStep> LayersOf(Network network) =>
        [.. FlatGraph.Of(network).Steps.Where(step => step.Layer.Layer is not null).DistinctBy(step => step.Layer)];

    private IEnumerable<(FlatStep? First, FlatStep? Second)> Matches()
    {
        if ((long)_first.Count * _second.Count > MostPairs)
        {
            var named = _second.ToDictionary(step => step.Path);
            var paths = _first.Select(step => step.Path).ToHashSet();
            return _first.Select(step => ((FlatStep?)step, named.TryGetValue(step.Path, out var other) && other.Layer.TypeName == step.Layer.TypeName ? other : null))
                .Concat(_second.Where(step => !paths.Contains(step.Path)).Select(step => ((FlatStep?)null, (FlatStep?)step)));
        }

        return Walk(Costs());
    }

    // The least cost of matching what is left from a place in each network on (Needleman and Wunsch 1970).
    private int[,] Costs()
    {
        var (firsts, seconds) = (Signatures(_first), Signatures(_second));
        var costs = new int[_first.Count + 1, _second.Count + 1];
        for (var i = _first.Count; i >= 0; i--)
        {
            for (var j = _second.Count; j >= 0; j--)
            {
                var gap = Math.Min(i < _first.Count ? costs[i + 1, j] + Missing : int.MaxValue, j < _second.Count ? costs[i, j + 1] + Missing : int.MaxValue);
                var pair = i < _first.Count && j < _second.Count && firsts[i].Type == seconds[j].Type
                    ? costs[i + 1, j + 1] + Cost(firsts[i], seconds[j])
                    : int.MaxValue;
                costs[i, j] = i == _first.Count && j == _second.Count ? 0 : Math.Min(gap, pair);
            }
        }

        return costs;
    }

    private static int Cost(Signature first, Signature second) =>
        (first.Arguments == second.Arguments ? 0 : OtherArguments) + (first.Path == second.Path ? 0 : OtherName);

    private IEnumerable<(FlatStep? First, FlatStep? Second)> Walk(int[,] costs)
    {
        var (i, j) = (0, 0);
        var (firsts, seconds) = (Signatures(_first), Signatures(_second));
        while (i < _first.Count || j < _second.Count)
        {
            if (i < _first.Count && j < _second.Count && firsts[i].Type == seconds[j].Type && costs[i, j] == costs[i + 1, j + 1] + Cost(firsts[i], seconds[j]))
            {
                yield return (_first[i++], _second[j++]);
            }
            else if (i < _first.Count && costs[i, j] == costs[i + 1, j] + Missing)
            {
                yield return (_first[i++], null);
            }
            else
            {
                yield return (null, _second[j++]);
            }
        }
    }

    private static List<Signature> Signatures(List<FlatStep> steps) => [.. steps.Select(step => new Signature(
        step.Layer.TypeName, step.Path, string.Join(", ", ArgumentsOf(step).Select(argument => $"{argument.Name}: {ValueOf(step, argument)}"))))];

    private static ImmutableArray<Argument> ArgumentsOf(FlatStep step) => step.Layer.Layer!.Arguments;

    private static string ValueOf(FlatStep step, Argument argument) => YamlText.Of(step.Layer.Arguments.ValueOf(argument));

    private void Add(FlatStep? first, FlatStep? second)
    {
        var layer = (first ?? second)!;
        List<ArgumentDifference> differences = [.. ArgumentsOf(layer).Select(argument => new ArgumentDifference(argument.Name, Text(first, argument), Text(second, argument)))
            .Where(difference => difference.First != difference.Second)];
        if (first is null || second is null || differences.Count > 0)
        {
            _found.Add(new LayerDifference(first?.Path, second?.Path, layer.Layer.TypeName, differences));
        }

        // Of a layer that stands alone what it was given says enough.
        string Text(FlatStep? step, Argument argument) =>
            step is null || ((first is null || second is null) && !step.Layer.Arguments.IsGiven(argument)) ? "" : ValueOf(step, argument);
    }

    private sealed record Signature(string Type, string Path, string Arguments);
}
