using ArchSpec.Graph;

namespace ArchSpec.Keras;

/// <summary>
/// The order in which a person would write the calls of a functional model. Keras writes layers by their distance to the end, so that
/// branches interleave. Here the first branch of a merge comes first, with all that it needs; or, where that leaves less to be said,
/// each call stands below what it takes and where automatic names count up. A call is behind those it depends on, and behind the earlier
/// ones of its layer.
/// </summary>
internal sealed class CallOrder
{
    private readonly Dictionary<(string Layer, int Call), CallStep> _steps = [];
    private readonly List<CallStep> _ready = [];
    private readonly AutoNames _names = new();
    private readonly bool _isBrief;
    private CallStep? _above;
    private int _said;

    private CallOrder(KerasModel model, bool isBrief)
    {
        _isBrief = isBrief;
        AddSteps(model);
        RankFromOutputs(model);
    }

    /// <summary>The calls in order; inputs are not among them. Fewer than there are where calls depend on one another in a circle.</summary>
    public static IReadOnlyList<CallStep> Of(KerasModel model)
    {
        var (byBranches, brief) = (new CallOrder(model, isBrief: false), new CallOrder(model, isBrief: true));
        var (first, second) = (byBranches.Arrange(), brief.Arrange());
        return byBranches._said <= brief._said ? first : second;
    }

    private void AddSteps(KerasModel model)
    {
        foreach (var layer in model.Layers)
        {
            for (var call = 0; call < layer.Calls.Count; call++)
            {
                _steps.TryAdd((layer.Name, call), new CallStep(layer, call, _steps.Count));
            }
        }

        foreach (var step in _steps.Values)
        {
            DependOn(step, step.Layer.Calls[step.Call].Inputs.Select(input => _steps[(input.Layer, input.Call)]).ToHashSet());
            if (step.Call > 0)
            {
                DependOn(step, [_steps[(step.Layer.Name, step.Call - 1)]]);
            }
        }
    }

    private static void DependOn(CallStep step, HashSet<CallStep> sources)
    {
        foreach (var source in sources)
        {
            source.Takers.Add(step);
            step.Open++;
        }
    }

    // The first branch of a merge is written first, with all that it needs.
    private void RankFromOutputs(KerasModel model)
    {
        var (rank, open) = (0, new Stack<CallStep>());
        foreach (var output in model.Outputs.Reverse())
        {
            open.Push(_steps[(output.Layer, output.Call)]);
        }

        while (open.TryPeek(out var step))
        {
            var inputs = step.Layer.Calls[step.Call].Inputs;
            if (step.Walked < inputs.Length && step.Rank < 0)
            {
                var next = _steps[(inputs[step.Walked].Layer, inputs[step.Walked++].Call)];
                if (next.Walked == 0)
                {
                    open.Push(next);
                }

                continue;
            }

            step.Rank = step.Rank < 0 ? rank++ : step.Rank;
            open.Pop();
        }
    }

    private List<CallStep> Arrange()
    {
        var order = new List<CallStep>();
        foreach (var step in _steps.Values.Where(step => step.Open == 0))
        {
            _ready.Add(step);
        }

        var inputs = _ready.Where(step => step.Layer.IsInput).ToList();
        inputs.ForEach(Take);
        _above = inputs is [var only] ? only : null; // which of several is meant, has to be said

        while (_ready.Count > 0)
        {
            var next = _ready.MinBy(step => (_isBrief ? Cost(step) : 0, step.Rank < 0 ? int.MaxValue : step.Rank, step.Place))!;
            _said += Cost(next);
            order.Add(next);
            Take(next);
        }

        return order;
    }

    private void Take(CallStep step)
    {
        _ready.Remove(step);
        _above = step;
        if (step.Call == 0 && _names.Peek(step.Layer.Class.Text) == step.Layer.Name)
        {
            _names.Next(step.Layer.Class.Text);
        }

        foreach (var taker in step.Takers.Where(taker => --taker.Open == 0))
        {
            _ready.Add(taker);
        }
    }

    // What would have to be said: where its input comes from, and its name.
    private int Cost(CallStep step)
    {
        var isBelow = step.Layer.Calls[step.Call].Inputs is [var only] && _above is not null && (only.Layer, only.Call, only.Output) == (_above.Layer.Name, _above.Call, 0);
        var isNamed = step.Call == 0 && _names.Peek(step.Layer.Class.Text) != step.Layer.Name;
        return (isBelow ? 0 : 1) + (isNamed ? 1 : 0);
    }
}
