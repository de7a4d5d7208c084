using System.Runtime.CompilerServices;
using ArchSpec.Graph;
using ArchSpec.Plugins;
using ArchSpec.Spec;
using ArchSpec.Testing;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Compile;

/// <summary>Networks of specs that a test writes, by the path that a command takes.</summary>
internal static class TestNetwork
{
    /// <summary>A classifier of 6 × 6 images into three classes.</summary>
    public const string Tiny = """
        archspec: 1
        name: tiny
        input: [6, 6, 3]
        layers:
          - Conv2D: { filters: 4, kernel_size: 3, padding: same, activation: relu }
          - MaxPooling2D
          - Flatten
          - Dense: { units: 3, activation: softmax }
        """;

    // Before the first use of a TorchSharp type by any test.
    [ModuleInitializer]
    internal static void LoadTorch() => LibTorch.Load();

    public static Network Of(string text)
    {
        using var folder = new TempFolder();
        return Load(folder.Write("spec.yaml", text));
    }

    public static Network Load(string path) => NetworkBuilder.Build(new SpecLoader(BuiltInLayers.Registry).Load(path), BuiltInLayers.Registry);

    public static CompiledNetwork Compile(string text, long seed = 0)
    {
        var compiled = new CompiledNetwork(Of(text), seed);
        compiled.eval();
        return compiled;
    }

    /// <summary>Keras's N × H × W × C as the N × C × H × W that a compiled network takes; N × F stays.</summary>
    public static Tensor ToTorch(Tensor keras) => keras.dim() == 4 ? keras.permute(0, 3, 1, 2) : keras;

    /// <summary>And back.</summary>
    public static Tensor ToKeras(Tensor output) => output.dim() == 4 ? output.permute(0, 2, 3, 1) : output;

    /// <summary>Sets all weights, in Keras's order; refuses a shape that would only fit by broadcasting.</summary>
    public static void SetWeights(CompiledNetwork network, IEnumerable<Tensor> weights)
    {
        var places = network.WeightedLayers.SelectMany(layer => layer.Layer.Weights.Select(weight => (layer, weight))).ToList();
        var values = weights.ToList();
        Assert.Equal(places.Count, values.Count);
        foreach (var ((layer, weight), value) in places.Zip(values))
        {
            Assert.Equal(weight.Shape.Select(size => (long)size), value.shape);
            layer.SetFromKeras(weight.Name, value);
        }
    }

    /// <summary>The largest difference, as a share of the largest magnitude that is expected; NaN where shapes differ.</summary>
    public static double Distance(Tensor expected, Tensor received) => expected.shape.SequenceEqual(received.shape)
        ? (expected - received).abs().max().item<float>() / Math.Max(expected.abs().max().item<float>(), 1e-30)
        : double.NaN;
}
