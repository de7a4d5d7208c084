using System.Text.Json;
using ArchSpec.Graph;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Native;
using ArchSpec.Training.Weights;
using TorchSharp;

namespace ArchSpec.Training.Sessions;

/// <summary>A network on a device, with weights from a file.</summary>
/// <param name="Network">The compiled network.</param>
/// <param name="Device">Where it is.</param>
/// <param name="Classes">The classes that it was trained on, or null where the file does not say.</param>
public sealed record LoadedModel(CompiledNetwork Network, torch.Device Device, IReadOnlyList<string>? Classes) : IDisposable
{
    /// <summary>Loads libtorch, compiles a network, and reads its weights.</summary>
    /// <exception cref="WeightsException">The file is not for this network.</exception>
    public static LoadedModel Open(Network network, string weights, SessionOptions options)
    {
        StartTorch(options);
        var device = Devices.Select(DeviceName.Parse(options.Device));
        Precisions.Check(options.Precision, device);
        var compiled = new CompiledNetwork(network, seed: 0) { Precision = options.Precision };
        var report = NetworkWeights.Load(compiled, weights, options.Partial);
        options.Say(report.Text);
        compiled.to(device);
        var classes = report.About.TryGetValue(NetworkWeights.ClassesKey, out var json) ? JsonSerializer.Deserialize<List<string>>(json) : null;
        return new LoadedModel(compiled, device, classes);
    }

    /// <summary>Tunes the allocator and loads libtorch, in this order, before anything of TorchSharp is touched.</summary>
    internal static void StartTorch(SessionOptions options)
    {
        Allocator.Tune();
        LibTorch.Load(options.LibTorch);
    }

    /// <summary>The images of one side of a data set, labelled as the model was trained.</summary>
    internal (ImageCache Cache, ImageSet Images) OpenImages(ImageSplit split, SessionOptions options)
    {
        var labelled = Labelled(split);
        var cache = ImageCache.Open([labelled], ShapeOf(Network.Network), options.SayingCache, options.DecodeProgress);
        return (cache, cache.Of(labelled));
    }

    /// <summary>The images of a split, labelled as the model was trained.</summary>
    internal ImageSplit Labelled(ImageSplit split) => Classes is null ? split : split.WithLabelsOf(Classes);

    /// <summary>The size that images must have for a network.</summary>
    /// <exception cref="TrainingException">The network does not take one image of a known size.</exception>
    public static ImageShape ShapeOf(Network network)
    {
        if (network.Inputs is [var input] && input.Shape is { Rank: 3, Size: not null } shape)
        {
            return new ImageShape(shape[0]!.Value, shape[1]!.Value, shape.RequireChannels());
        }

        var received = string.Join(" and ", network.Inputs.Select(given => given.Shape));
        throw new TrainingException($"'{network.Name}' cannot be given photographs: it must have one input H × W × C of a known size, received {received}");
    }

    /// <inheritdoc/>
    public void Dispose() => Network.Dispose();
}
