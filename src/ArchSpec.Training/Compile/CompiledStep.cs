using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Plugins;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Training.Compile;

/// <summary>One step of a network, ready to run.</summary>
internal sealed class CompiledStep
{
    private readonly CompiledLayer? _weights;
    private readonly Func<TorchCall, Tensor>? _run;
    private readonly Func<TorchCall, Tensor>? _runToLogits;
    private readonly KerasObject? _activation;
    private readonly KerasObject? _regularizer;

    public CompiledStep(FlatStep step, FlatGraph graph, CompiledLayer? weights, bool makesLogits)
    {
        Step = step;
        _weights = weights;
        Inputs = [.. step.Inputs];
        LastUses = [.. step.Inputs.Distinct().Where(input => IsLastUse(input, step, graph))];
        if (step.Layer.Layer is not { } layer)
        {
            return;
        }

        _regularizer = layer.ActivityPenalty(step.Layer.Arguments);
        var call = step.Layer.CallOn([.. step.Inputs.Select(input => graph.Steps[input].Output)]);
        var builder = (TorchBuilder)layer.Torch;
        _run = builder.Build(call);
        _runToLogits = _run;
        if (makesLogits && layer.Activation is { } activation)
        {
            _activation = call.Get(activation);
            _runToLogits = builder.Build(call with { Arguments = call.Arguments.With(activation, Activations.Linear.WithDefaults) });
        }
    }

    public FlatStep Step { get; }

    public int Index => Step.Index;

    public bool IsInput => _run is null;

    public int[] Inputs { get; }

    /// <summary>The steps whose output nobody takes after this one.</summary>
    public IReadOnlyList<int> LastUses { get; }

    /// <summary>Whether the layer has a penalty on its output.</summary>
    public bool PenalizesOutput => _regularizer is not null;

    public Tensor Run(Tensor[] inputs, bool training, bool logits)
    {
        // What a layer makes on the way, such as a convolution's output before its activation, is freed with the step.
        using var scope = NewDisposeScope();
        var call = new TorchCall(inputs, _weights?.Weights ?? CompiledLayer.None, training, Frozen: !Step.Layer.Trainable);
        var result = (logits ? _runToLogits : _run)!(call);

        // A layer that changes nothing returns its input, which may be freed before its output is.
        return (Contains(inputs, result) ? result.alias() : result).MoveToOuterDisposeScope();
    }

    /// <summary>The penalty on the output, the last activation applied where the step was run without it.</summary>
    public Tensor Penalty(Tensor result, bool logits)
    {
        var whole = logits && _activation is not null ? Activations.Torch.Apply(_activation, result) : result;
        return Regularize.Penalty(_regularizer!, TorchAxes.ToKeras(whole));
    }

    private static bool Contains(Tensor[] inputs, Tensor result)
    {
        foreach (var input in inputs)
        {
            if (ReferenceEquals(input, result))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLastUse(int input, FlatStep step, FlatGraph graph) =>
        !graph.Outputs.Contains(input) && !graph.Steps.Skip(step.Index + 1).Any(later => later.Inputs.Contains(input));
}
