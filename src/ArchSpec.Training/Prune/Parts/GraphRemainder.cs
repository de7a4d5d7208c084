using System.Collections.Immutable;
using ArchSpec.Graph;

namespace ArchSpec.Training.Prune.Parts;

/// <summary>A graph of which some joining layers have lost inputs.</summary>
/// <param name="graph">The graph as it was.</param>
internal sealed class GraphRemainder(FlatGraph graph)
{
    private readonly HashSet<(int Step, int Input)> _cuts = [];
    private HashSet<int> _kept = [.. graph.Steps.Select(step => step.Index)];

    /// <summary>Whether a step is still there.</summary>
    public bool Has(FlatStep step) => _kept.Contains(step.Index);

    /// <summary>Which of a step's inputs are left.</summary>
    public IEnumerable<int> InputsLeftOf(FlatStep step) => Enumerable.Range(0, step.Inputs.Length).Where(input => !_cuts.Contains((step.Index, input)));

    /// <summary>The calls that would go with inputs of joins: those that the outputs, and layers whose output nobody takes, need no more.</summary>
    public ImmutableArray<FlatStep> GoneWithout(IEnumerable<(int Step, int Input)> inputs)
    {
        var needed = Needed([.. _cuts, .. inputs]);
        return [.. graph.Steps.Where(step => Has(step) && !needed.Contains(step.Index))];
    }

    /// <summary>Lets inputs go.</summary>
    public void Cut(IEnumerable<(int Step, int Input)> inputs)
    {
        _cuts.UnionWith(inputs);
        _kept = Needed(_cuts);
    }

    /// <summary>Whether a step's output is on the way to another's, or is it.</summary>
    public bool LeadsTo(int step, int target) => Upstream([target], _cuts).Contains(step);

    private HashSet<int> Needed(HashSet<(int Step, int Input)> cuts)
    {
        var taken = graph.Steps.SelectMany(step => step.Inputs).ToHashSet();
        return Upstream(graph.Outputs.Concat(graph.Steps.Select(step => step.Index).Where(step => !taken.Contains(step))), cuts);
    }

    private HashSet<int> Upstream(IEnumerable<int> ends, HashSet<(int Step, int Input)> cuts)
    {
        var (found, open) = (new HashSet<int>(), new Stack<int>(ends));
        while (open.TryPop(out var step))
        {
            if (found.Add(step))
            {
                foreach (var input in graph.Steps[step].Inputs.Where((_, input) => !cuts.Contains((step, input))))
                {
                    open.Push(input);
                }
            }
        }

        return found;
    }
}
