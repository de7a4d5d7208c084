using System.Globalization;
using ArchSpec.Training.Compile;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Checkpoints;

/// <summary>
/// The state of what random numbers are drawn from: libtorch's generator on the CPU and those of layers with a seed of their own.
/// TorchSharp cannot read the generator of another device; there each step begins with a seed that follows from the step.
/// </summary>
internal static class RandomState
{
    private const string Prefix = "random/";

    public static IEnumerable<(string Name, Tensor Values)> Of(CompiledNetwork network) =>
        Generators(network).Select((generator, index) => (string.Create(CultureInfo.InvariantCulture, $"{Prefix}{index}"), generator.get_state()));

    public static void Restore(CompiledNetwork network, IReadOnlyDictionary<string, Tensor> tensors)
    {
        foreach (var (index, generator) in Generators(network).Index())
        {
            using var state = tensors[string.Create(CultureInfo.InvariantCulture, $"{Prefix}{index}")].to(ScalarType.Byte);
            generator.set_state(state);
        }
    }

    private static IEnumerable<Generator> Generators(CompiledNetwork network) => [Generator.Default, .. network.Generators];
}
