using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Benchmarks;

/// <summary>A reference model, and the same network as somebody would write it in TorchSharp.</summary>
/// <param name="Name">Of the file in <c>architectures/</c>.</param>
/// <param name="Size">Height and width of the images.</param>
/// <param name="Batch">Images for each step.</param>
/// <param name="Classes">Of the images.</param>
/// <param name="Rounds">How often both sides are measured.</param>
/// <param name="Training">The goal: how many times faster a training step is at least.</param>
/// <param name="Inference">The same for a batch without gradients.</param>
/// <param name="Write">Makes the network by hand.</param>
internal sealed record Entry(
    string Name, int Size, int Batch, int Classes, int Rounds, double Training, double Inference, Func<nn.Module<Tensor, Tensor>> Write)
{
    /// <summary>
    /// Sizes that end in a few minutes on two cores. Batches are as large as in training: in small ones each tensor is below 32 MB, which
    /// glibc keeps by itself, and ResNet50 with a batch of 4 is no faster than by hand.
    /// </summary>
    public static IReadOnlyList<Entry> All { get; } =
    [
        new("cnn", 224, 32, 5, 5, 1.6, 3, () => new Cnn()),
        new("cnn-light", 224, 32, 5, 15, 0.98, 0.98, () => new CnnLight()),
        new("googlenet-light", 224, 16, 5, 7, 0.98, 0.98, () => new GoogLeNetLight()),
        new("mobilenet", 224, 16, 5, 5, 0.98, 0.98, () => new MobileNet()),
        new("resnet50-36", 256, 16, 36, 3, 1.2, 1.2, () => new ResNet50()),
    ];

    public static Entry Named(string name) => All.FirstOrDefault(entry => entry.Name == name)
        ?? throw new ArgumentException($"no network '{name}'; there are {string.Join(", ", All.Select(entry => entry.Name))}");
}
