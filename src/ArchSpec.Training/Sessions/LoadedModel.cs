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
/// <param name="Classes">The classes in the order of its outputs, or null where nothing says it.</param>
public sealed record LoadedModel(CompiledNetwork Network, torch.Device Device, IReadOnlyList<string>? Classes) : IDisposable
{
    /// <summary>Who says the order of the classes.</summary>
    public ClassOrder ClassOrder { get; private init; } = ClassOrder.Folders;

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
        return options.Classes is { } given
            ? new LoadedModel(compiled, device, Checked(compiled, given)) { ClassOrder = ClassOrder.Given }
            : new LoadedModel(compiled, device, classes) { ClassOrder = classes is null ? ClassOrder.Folders : ClassOrder.Weights };
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
        WarnOfOrder(split, options);
        var labelled = Labelled(split);
        var cache = ImageCache.Open([labelled], ShapeOf(Network.Network), options.SayingCache, options.DecodeProgress);
        return (cache, cache.Of(labelled));
    }

    /// <summary>The images of a split, labelled as the model was trained.</summary>
    internal ImageSplit Labelled(ImageSplit split) => Classes is null ? split : split.WithLabelsOf(Classes);

    /// <summary>Says so where the order of the folders is taken for that of the outputs.</summary>
    internal void WarnOfOrder(ImageSplit split, SessionOptions options)
    {
        if (Classes is null)
        {
            options.Warn($"the weights of '{Network.Network.Name}' do not say which output is which class: the order of the folders is assumed, {ClassNames.Some(split.ClassNames)}; --classes A,B,… says another");
        }
    }

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

    private static IReadOnlyList<string> Checked(CompiledNetwork network, IReadOnlyList<string> given)
    {
        ClassNames.Check(network.Network.Name, ClassifierHead.Of(network).Outputs, given, "--classes");
        return given;
    }

    /// <inheritdoc/>
    public void Dispose() => Network.Dispose();
}
