using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using ArchSpec.Training.Native;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ArchSpec.Training.Compile;

/// <summary>Is told, before a step runs, what the step is about to take: N × C × H × W or N × F.</summary>
public delegate void StepObserver(FlatStep step, IReadOnlyList<Tensor> inputs);

/// <summary>A network as a TorchSharp module, with Keras's meaning.</summary>
public sealed class CompiledNetwork : nn.Module<Tensor, Tensor>
{
    private readonly List<CompiledLayer> _layers = [];
    private readonly List<CompiledStep> _steps = [];
    private readonly ConvolutionEngine? _engine;

    /// <summary>Compiles a network, with weights that follow from the seed alone, on the CPU.</summary>
    /// <param name="network">A resolved spec.</param>
    /// <param name="seed">Of the initial weights.</param>
    public CompiledNetwork(Network network, long seed)
        : base(network.Name)
    {
        Network = network;
        Graph = FlatGraph.Of(network);
        using var random = new Generator((ulong)seed);
        foreach (var (path, layer) in Graph.WeightedLayers)
        {
            var compiled = new CompiledLayer(path, layer, random);
            _layers.Add(compiled);
            register_module(ModuleName(path), compiled);
        }

        Ends = [.. Graph.Outputs.Select(output => OutputEnd.Of(Graph, output))];
        Generators = Noise.Collect(() => _steps.AddRange(Graph.Steps.Select(MakeStep)));
        _engine = ConvolutionEngine.For(Graph, OneDnn.State.Measure);
        PenalizesOutputs = _steps.Exists(step => step.PenalizesOutput);
    }

    /// <summary>What was compiled.</summary>
    public Network Network { get; }

    /// <summary>The network's steps, with blocks taken apart.</summary>
    public FlatGraph Graph { get; }

    /// <summary>The layers that have weights.</summary>
    public IReadOnlyList<CompiledLayer> WeightedLayers => _layers;

    /// <summary>The weights that the optimizer changes.</summary>
    public IEnumerable<Parameter> TrainableParameters => parameters().Where(parameter => parameter.requires_grad);

    /// <summary>
    /// The activation that the only output ends in (<c>softmax</c>, <c>sigmoid</c> …), also where layers that keep its values come behind it;
    /// <c>linear</c> for none. <see cref="Logits"/> leaves it out.
    /// </summary>
    public string HeadActivation => Ends is [var end] ? end.Activation : "linear";

    /// <summary>What the outputs end in.</summary>
    internal IReadOnlyList<OutputEnd> Ends { get; }

    /// <summary>The generators of the layers that have a seed of their own.</summary>
    internal IReadOnlyList<Generator> Generators { get; }

    /// <summary>In which numbers the network computes; its weights and outputs are float32 in any case.</summary>
    public Precision Precision { get; set; }

    /// <summary>May replace what a step is about to take, or null: for comparisons with a network that lacks something.</summary>
    internal Action<FlatStep, Tensor[]>? Substitute { get; set; }

    /// <summary>Whether a layer has a penalty on its output.</summary>
    internal bool PenalizesOutputs { get; }

    /// <summary>The output for N × C × H × W images, however they lie in memory.</summary>
    public override Tensor forward(Tensor input) => Run([input])[0];

    /// <summary>
    /// The output without the last activation, from which losses are computed without loss of precision; with it where a layer behind it
    /// gives something else then, such as dropout in training.
    /// </summary>
    public Tensor Logits(Tensor input) => Run([input], logits: true)[0];

    /// <summary>Runs the network.</summary>
    /// <param name="inputs">One for each of the network's inputs.</param>
    /// <param name="logits">Whether the outputs' last activation is left out.</param>
    /// <param name="observer">Is told what each step takes, or null.</param>
    /// <param name="penalties">Takes the penalties of layers on their outputs, or null.</param>
    /// <exception cref="ArgumentException">The inputs are not those that the network takes.</exception>
    public IReadOnlyList<Tensor> Run(
        IReadOnlyList<Tensor> inputs, bool logits = false, StepObserver? observer = null, ICollection<Tensor>? penalties = null)
    {
        InputCheck.Require(Network, inputs);
        if (Precision == Precision.Float32)
        {
            return RunSteps(inputs, logits, observer, penalties);
        }

        IReadOnlyList<Tensor> outputs;
        using (Precisions.Enter(Precision, inputs[0].device))
        {
            outputs = RunSteps(inputs, logits, observer, penalties);
        }

        return [.. outputs.Select(InFloat32)];
    }

    private Tensor[] RunSteps(IReadOnlyList<Tensor> inputs, bool logits, StepObserver? observer, ICollection<Tensor>? penalties)
    {
        _engine?.Select();
        var made = new Tensor?[_steps.Count];
        var (given, releases) = (0, !is_grad_enabled());
        foreach (var step in _steps)
        {
            if (step.IsInput)
            {
                made[step.Index] = ImageLayout.Of(inputs[given++]);
                continue;
            }

            var taken = Array.ConvertAll(step.Inputs, index => made[index]!);
            Substitute?.Invoke(step.Step, taken);
            observer?.Invoke(step.Step, taken);
            var result = step.Run(taken, training, logits);
            made[step.Index] = result;
            if (penalties is not null && step.PenalizesOutput)
            {
                penalties.Add(step.Penalty(result, logits));
            }

            if (releases)
            {
                Release(made, step, inputs);
            }
        }

        return [.. Graph.Outputs.Select(output => made[output]!)];
    }

    /// <summary>Gives every weight a first value again, as it follows from a seed.</summary>
    public void Initialize(long seed)
    {
        using var random = new Generator((ulong)seed);
        foreach (var layer in _layers)
        {
            layer.Initialize(random);
        }
    }

    private CompiledStep MakeStep(FlatStep step) => new(
        step, Graph, _layers.Find(layer => layer.Layer == step.Layer), Ends.Any(end => end.LogitStep == step.Index));

    // TorchSharp refuses a dot, which a layer's name may have.
    private static string ModuleName(string path) =>
        path.Replace("%", "%25", StringComparison.Ordinal).Replace(".", "%2E", StringComparison.Ordinal);

    // Without gradients nobody else keeps a feature map: free it behind its last consumer, so that memory does not grow with depth.
    private static void Release(Tensor?[] made, CompiledStep step, IReadOnlyList<Tensor> inputs)
    {
        foreach (var done in step.LastUses)
        {
            if (!IsOneOf(inputs, made[done]!))
            {
                made[done]!.Dispose();
                made[done] = null;
            }
        }
    }

    // Tensors are equal where their values are, so a list's own search would compare numbers.
    private static bool IsOneOf(IReadOnlyList<Tensor> inputs, Tensor tensor)
    {
        foreach (var input in inputs)
        {
            if (ReferenceEquals(input, tensor))
            {
                return true;
            }
        }

        return false;
    }

    // What takes the outputs, a loss first of all, computes in float32.
    private static Tensor InFloat32(Tensor output)
    {
        if (output.dtype != ScalarType.BFloat16)
        {
            return output;
        }

        var single = output.to(ScalarType.Float32);
        if (!is_grad_enabled())
        {
            output.Dispose();
        }

        return single;
    }
}
