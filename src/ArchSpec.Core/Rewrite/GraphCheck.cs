using ArchSpec.Graph;
using ArchSpec.Yaml;

namespace ArchSpec.Rewrite;

/// <summary>
/// Compares the graph of a rewritten spec with the old one without the parts that went: the same layers with the same arguments, each
/// taking the same.
/// </summary>
internal sealed class GraphCheck
{
    private readonly FlatGraph _old;
    private readonly Dictionary<int, List<int>> _inputs = [];
    private readonly List<int> _kept = [];

    private GraphCheck(FlatGraph old) => _old = old;

    /// <summary>The steps that are left of the old graph, for the steps of the new one.</summary>
    /// <exception cref="RewriteException">The new spec says something else.</exception>
    public static IReadOnlyList<(FlatStep Old, FlatStep New)> Check(Network before, Network after, SpecChanges changes)
    {
        var (check, now) = (new GraphCheck(FlatGraph.Of(before)), FlatGraph.Of(after));
        check.Remove(changes.Inputs);
        check.Cut(changes.Cut);
        check._old.Outputs.Select(check.Resolve).ToList().ForEach(check.Keep);
        check._kept.AddRange(check._old.Steps.Where(step => step.Layer.IsInput && !check._kept.Contains(step.Index)).Select(step => step.Index));
        check._kept.Sort();
        return check.Compare(now);
    }

    private void Remove(IEnumerable<InputRemoval> removals)
    {
        foreach (var group in removals.GroupBy(removal => removal.Layer))
        {
            foreach (var step in _old.Steps.Where(step => step.Layer == group.Key))
            {
                _inputs[step.Index] = [.. step.Inputs.Where((_, index) => group.All(removal => removal.Input != index))];
            }
        }
    }

    private void Cut(Truncation? cut)
    {
        if (cut is null)
        {
            return;
        }

        var after = _old.Steps.Last(step => step.Path.Split('/')[0] == cut.After).Index;
        var head = _old.Steps.First(step => step.Path.Split('/')[0] == cut.Head).Index;
        foreach (var step in _old.Steps.Where(step => step.Index >= head))
        {
            _inputs[step.Index] = [.. step.Inputs.Select(input => input > after && input < head ? after : input)];
        }
    }

    private IEnumerable<int> InputsOf(int step) => (_inputs.GetValueOrDefault(step) ?? [.. _old.Steps[step].Inputs]).Select(Resolve);

    // A join of one input is that input; a layer that takes one by itself is not meant.
    private int Resolve(int step) => _inputs.GetValueOrDefault(step) is [var only] && _old.Steps[step].Inputs.Length > 1 ? Resolve(only) : step;

    private void Keep(int step)
    {
        if (!_kept.Contains(step))
        {
            _kept.Add(step);
            InputsOf(step).ToList().ForEach(Keep);
        }
    }

    private List<(FlatStep Old, FlatStep New)> Compare(FlatGraph now)
    {
        var pairs = _kept.Select(step => _old.Steps[step]).Zip(now.Steps).ToList();
        var places = _kept.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        var isSame = _kept.Count == now.Steps.Length
            && pairs.TrueForAll(pair => Says(pair.First) == Says(pair.Second) && InputsOf(pair.First.Index).Select(input => places[input]).SequenceEqual(pair.Second.Inputs))
            && _old.Outputs.Select(output => places[Resolve(output)]).SequenceEqual(now.Outputs);
        return isSame ? pairs.ConvertAll(pair => (pair.First, pair.Second)) : throw new RewriteException("the new spec would have another graph than what is left of the old one");
    }

    private static string Says(FlatStep step) =>
        $"{step.Layer.TypeName} {string.Join(", ", (step.Layer.Layer?.Arguments ?? []).Select(argument => YamlText.Of(step.Layer.Arguments.ValueOf(argument))))}";
}
