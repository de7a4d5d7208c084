using ArchSpec.Graph;
using ArchSpec.Training.Compile;
using static TorchSharp.torch;

namespace ArchSpec.Training.Loop;

/// <summary>
/// Finds layers of which every unit gives 0 for a whole epoch: nothing can be learned through them, and accuracy stays at chance.
/// A layer that has given anything else is not looked at again in its epoch, so that only the first batches cost something; what
/// is found stays on the device until it is asked for.
/// </summary>
internal sealed class DeadLayers : IDisposable
{
    private readonly FlatGraph _graph;
    private readonly SortedDictionary<int, Tensor> _suspects = [];

    public DeadLayers(FlatGraph graph, Device device)
    {
        _graph = graph;
        foreach (var made in graph.Steps.SelectMany(step => step.Inputs).Distinct().Where(index => graph.Steps[index].Layer.Layer is not null))
        {
            _suspects[made] = zeros([], ScalarType.Bool, device);
        }
    }

    /// <summary>Looks at what steps take, or null where no layer is suspected any more.</summary>
    public StepObserver? Observer => _suspects.Count == 0 ? null : Look;

    /// <summary>Lets go of the layers that have given something; waits for the device.</summary>
    public void Settle()
    {
        foreach (var (index, alive) in _suspects.Where(pair => IsSet(pair.Value)).ToList())
        {
            _suspects.Remove(index);
            alive.Dispose();
        }
    }

    /// <summary>The paths of the layers that have given nothing but 0, in the order of the network.</summary>
    public IReadOnlyList<string> Paths()
    {
        Settle();
        return [.. _suspects.Keys.Select(index => _graph.Steps[index].Path).Distinct()];
    }

    public void Dispose()
    {
        foreach (var flag in _suspects.Values)
        {
            flag.Dispose();
        }
    }

    private void Look(FlatStep step, IReadOnlyList<Tensor> inputs)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        for (var input = 0; input < inputs.Count; input++)
        {
            if (_suspects.TryGetValue(step.Inputs[input], out var alive))
            {
                alive.logical_or_(inputs[input].any());
            }
        }
    }

    private static bool IsSet(Tensor flag)
    {
        using var here = flag.cpu();
        return here.item<bool>();
    }
}
