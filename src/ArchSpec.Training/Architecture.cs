using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Plugins;
using ArchSpec.Spec;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Native;
using ArchSpec.Training.Sessions;
using ArchSpec.Training.Weights;
using TorchSharp;

namespace ArchSpec.Training;

/// <summary>
/// A network that a spec declares, ready to be compiled: where programs begin. Reading one needs no libtorch; that is loaded by the
/// first <see cref="Compile"/>, <see cref="Load"/> or <see cref="OpenClassifier"/>, by the rules of <see cref="LibTorchLocator"/>.
/// </summary>
/// <remarks>
/// Devices are named as by the tool: <c>auto</c> (the first GPU, else the CPU), <c>cpu</c>, <c>cuda</c>, <c>cuda:N</c>.
/// </remarks>
public sealed class Architecture
{
    private Architecture(SpecDocument document, Network network) => (Document, Network) = (document, network);

    /// <summary>The spec.</summary>
    public SpecDocument Document { get; }

    /// <summary>Its layers, with shapes (H × W × C), parameters and FLOPs.</summary>
    public Network Network { get; }

    /// <summary>Reads a spec file, with the files that it is based on and includes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="layers">The layers that it may use; null for <see cref="BuiltInLayers.Registry"/>.</param>
    /// <param name="root">The folder that its references may not leave; null for its own.</param>
    /// <exception cref="SpecException">The spec has errors; the message lists all of them, each with <c>file(line,col)</c>.</exception>
    public static Architecture FromFile(string path, LayerRegistry? layers = null, string? root = null)
    {
        var registry = layers ?? BuiltInLayers.Registry;
        return Read(path, registry, new SpecLoader(registry) { Root = root });
    }

    /// <summary>Reads a spec that is no file, as a program that carries its specs within itself has it.</summary>
    /// <param name="file">The spec's path in <paramref name="texts"/>.</param>
    /// <param name="texts">
    /// The texts of the spec and of every file that it is based on or includes, by paths with <c>/</c> that are relative to one folder.
    /// </param>
    /// <param name="layers">The layers that it may use; null for <see cref="BuiltInLayers.Registry"/>.</param>
    /// <exception cref="ArgumentException">There is no text of that path.</exception>
    /// <exception cref="SpecException">The spec has errors.</exception>
    public static Architecture FromTexts(string file, IReadOnlyDictionary<string, string> texts, LayerRegistry? layers = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (!texts.ContainsKey(file))
        {
            throw new ArgumentException($"there is no text for '{file}'; there are {string.Join(", ", texts.Keys)}", nameof(file));
        }

        // The working folder only makes the paths absolute: nothing in it is read.
        var registry = layers ?? BuiltInLayers.Registry;
        var loader = new SpecLoader(registry)
        {
            Root = Path.GetFullPath("."),
            Texts = texts.ToDictionary(text => Path.GetFullPath(text.Key), text => text.Value, StringComparer.Ordinal),
            HasTextsOnly = true,
        };
        return Read(file, registry, loader);
    }

    /// <summary>Compiles the network into a TorchSharp module with random weights, ready for training.</summary>
    /// <param name="device">Where it computes.</param>
    /// <param name="seed">All weights follow from it.</param>
    /// <returns>A module that takes N × C × H × W images of the network's <see cref="Network.Range"/>; the caller disposes of it.</returns>
    /// <exception cref="LibTorchException">There is no libtorch, or no such device.</exception>
    public CompiledNetwork Compile(string device = "auto", long seed = 0)
    {
        LoadedModel.StartTorch(Options(device));
        var compiled = new CompiledNetwork(Network, seed);
        compiled.to(Devices.Select(DeviceName.Parse(device)));
        return compiled;
    }

    /// <summary>Compiles the network into a TorchSharp module with trained weights, ready for inference.</summary>
    /// <param name="weights">The file: safetensors, Keras's <c>.weights.h5</c>, <c>.keras</c> or <c>.h5</c>, PyTorch's <c>.pth</c>.</param>
    /// <param name="device">Where it computes.</param>
    /// <returns>A module that takes N × C × H × W images of the network's <see cref="Network.Range"/>; the caller disposes of it.</returns>
    /// <exception cref="LibTorchException">There is no libtorch, or no such device.</exception>
    /// <exception cref="WeightsException">The file cannot be read, or is not for this network.</exception>
    public CompiledNetwork Load(string weights, string device = "auto")
    {
        var compiled = LoadedModel.Open(Network, weights, Options(device)).Network;
        compiled.eval();
        return compiled;
    }

    /// <summary>Opens the network with trained weights to say which classes pictures are of.</summary>
    /// <param name="weights">The file, as for <see cref="Load"/>.</param>
    /// <param name="classNames">By output; null for those that training noted in the weights file, else numbers from 0.</param>
    /// <param name="device">Where it computes.</param>
    /// <exception cref="LibTorchException">There is no libtorch, or no such device.</exception>
    /// <exception cref="WeightsException">The file cannot be read, or is not for this network.</exception>
    /// <exception cref="Loop.TrainingException">The network is no classifier of pictures, or has another number of classes.</exception>
    public PredictSession OpenClassifier(string weights, IReadOnlyList<string>? classNames = null, string device = "auto") =>
        PredictSession.Open(Network, weights, Document.Training.Loss, classNames, Options(device));

    private static Architecture Read(string path, LayerRegistry registry, SpecLoader loader)
    {
        var document = loader.Load(path);
        return new Architecture(document, NetworkBuilder.Build(document, registry));
    }

    private static SessionOptions Options(string device) => new() { Data = "", Device = device };
}
