using ArchSpec.Graph;
using ArchSpec.Training.Native;

namespace ArchSpec.Training.Compile;

/// <summary>
/// What computes a network's convolutions on the CPU where oneDNN had to be kept to SSE 4.1 (<see cref="OneDnn"/>): oneDNN, or, where channels
/// are many, libtorch's own code, which multiplies matrices. Measured on a Zen 5, in processor time of a training step: a network like ResNet
/// took 3.0 times as long with oneDNN, one of three convolutions of 3 to 64 channels 0.7 times.
/// </summary>
internal sealed class ConvolutionEngine
{
    // What most of a network's convolutions read, weighted with their work: ResNet50 has 230, googlenet-light 53.
    private const double ManyChannels = 128;

    private ConvolutionEngine(bool usesOneDnn) => UsesOneDnn = usesOneDnn;

    /// <summary>Whether it is oneDNN.</summary>
    public bool UsesOneDnn { get; }

    /// <summary>The engine for a network; it follows from the network and the processor alone, so that results do too.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="measure">What was done about oneDNN.</param>
    /// <returns>Null where there is nothing to choose.</returns>
    public static ConvolutionEngine? For(FlatGraph graph, OneDnnMeasure measure) =>
        measure == OneDnnMeasure.Limited ? new(MeanChannels(graph) < ManyChannels) : null;

    /// <summary>Takes it for what is computed next, by any network of this process: gradients are computed right behind their outputs.</summary>
    public void Select() => OneDnnSwitch.Use(UsesOneDnn);

    /// <summary>Channels that convolutions read, weighted with their floating-point operations.</summary>
    internal static double MeanChannels(FlatGraph graph)
    {
        var (work, weighted) = (0.0, 0.0);
        foreach (var step in graph.Steps)
        {
            if (step.Layer.Weights.FirstOrDefault(weight => weight.Name == "kernel") is { Shape: [_, _, var channels, _] })
            {
                var flops = (double)step.Layer.Layer!.Flops(step.Layer.CallOn([.. step.Inputs.Select(input => graph.Steps[input].Output)]));
                work += flops;
                weighted += flops * channels;
            }
        }

        return work == 0 ? 0 : weighted / work;
    }
}
