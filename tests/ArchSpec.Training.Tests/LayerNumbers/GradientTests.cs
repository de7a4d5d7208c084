using System.Text.RegularExpressions;
using ArchSpec.Plugins;
using ArchSpec.Testing;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Tests.Compile;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.LayerNumbers;

/// <summary>Training can go through every layer: gradients are there and finite, in the examples of the layers' pages.</summary>
public sealed partial class GradientTests
{
    public static TheoryData<string> LayerTypes => [.. BuiltInLayers.Registry.All.Select(layer => layer.Type)];

    [Theory]
    [MemberData(nameof(LayerTypes))]
    public void Gradients_are_finite(string type)
    {
        using var scope = NewDisposeScope();
        foreach (Match example in Example().Matches(File.ReadAllText(RepositoryRoot.In("docs", "layers", $"{type}.md"))))
        {
            using var network = TestNetwork.Compile($"archspec: 1\ninput: [32, 32, 3]\nlayers:\n{example.Groups[1].Value}");
            network.train();
            Check(network, randn(4, 32, 32, 3));
            Check(network, zeros(4, 32, 32, 3)); // lengths of 0, and the corners of activations
        }
    }

    private static void Check(CompiledNetwork network, Tensor keras)
    {
        var input = TestNetwork.ToTorch(keras);
        input.requires_grad = true;
        var output = network.call(input);
        if (!output.requires_grad)
        {
            return; // such as random values or whole numbers, which do not depend on the input
        }

        output.mul(output).sum().backward();

        foreach (var (name, gradient) in network.named_parameters().Select(pair => (pair.name, pair.parameter.grad)).Append(("the input", input.grad)))
        {
            Assert.True(gradient is null || gradient.isfinite().all().item<bool>(), name);
        }
    }

    [GeneratedRegex("^```yaml\n(- .*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Example();
}
