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

    public CompiledStep(FlatStep step, FlatGraph graph, CompiledLayer? weights)
    {
        Step = step;
        _weights = weights;
        LastUses = [.. step.Inputs.Distinct().Where(input => IsLastUse(input, step, graph))];
        if (step.Layer.Layer is not { } layer)
        {
            return;
        }

        var call = step.Layer.CallOn([.. step.Inputs.Select(input => graph.Steps[input].Output)]);
        var builder = (TorchBuilder)layer.Torch;
        _run = builder.Build(call);
        _runToLogits = graph.Outputs.Contains(step.Index) && layer.Activation is { } activation
            ? builder.Build(call with { Arguments = call.Arguments.With(activation, Activations.Linear.WithDefaults) })
            : _run;
    }

    public FlatStep Step { get; }

    public int Index => Step.Index;

    public bool IsInput => _run is null;

    public IReadOnlyList<int> Inputs => Step.Inputs;

    /// <summary>The steps whose output nobody takes after this one.</summary>
    public IReadOnlyList<int> LastUses { get; }

    public Tensor Run(IReadOnlyList<Tensor> inputs, bool training, bool logits)
    {
        // What a layer makes on the way, such as a convolution's output before its activation, is freed with the step.
        using var scope = NewDisposeScope();
        var call = new TorchCall(inputs, _weights?.Weights ?? CompiledLayer.None, training, Frozen: !Step.Layer.Trainable);
        var result = (logits ? _runToLogits : _run)!(call);

        // A layer that changes nothing returns its input, which may be freed before its output is.
        return (inputs.Any(input => ReferenceEquals(input, result)) ? result.alias() : result).MoveToOuterDisposeScope();
    }

    private static bool IsLastUse(int input, FlatStep step, FlatGraph graph) =>
        !graph.Outputs.Contains(input) && !graph.Steps.Skip(step.Index + 1).Any(later => later.Inputs.Contains(input));
}
