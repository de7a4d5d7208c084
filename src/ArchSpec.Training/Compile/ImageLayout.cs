using ArchSpec.Graph;
using ArchSpec.Training.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Compile;

/// <summary>
/// How images lie in memory, which libtorch keeps from layer to layer: channels last, which is fastest almost everywhere. Where oneDNN is
/// kept to SSE 4.1 (<see cref="OneDnn"/>), its kernels for channels last are half as fast as the others for many channels: ResNet50
/// takes 1.45 times as long with them, while small networks stay faster with channels last.
/// </summary>
internal sealed class ImageLayout
{
    // What most of a network's convolutions read, weighted with their work: ResNet50 has 230, googlenet-light 53.
    private const double ManyChannels = 128;

    private readonly bool _firstOnCpu;

    private ImageLayout(bool firstOnCpu) => _firstOnCpu = firstOnCpu;

    /// <summary>The layout for a network; it follows from the network and the processor alone, so that results do too.</summary>
    public static ImageLayout For(FlatGraph graph) => new(OneDnn.IsLimited && MeanChannels(graph) >= ManyChannels);

    /// <summary>The images in that layout: themselves where they have it already. Other samples than images are left alone.</summary>
    public Tensor Of(Tensor images)
    {
        if (images.dim() != 4)
        {
            return images;
        }

        if (_firstOnCpu && images.device_type == DeviceType.CPU)
        {
            return images.is_contiguous() ? images : images.contiguous();
        }

        return images.stride(1) == 1 ? images : ChannelsLast(images);
    }

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

    private static Tensor ChannelsLast(Tensor images)
    {
        using var scope = NewDisposeScope();
        return images.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }
}
