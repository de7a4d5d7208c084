using ArchSpec.Training.Compile;
using RiceArchitectures.Architectures;

namespace RiceArchitectures;

/// <summary>The models of this library. Their classes are made of the specs in architectures/ when the library is built.</summary>
public static class RiceModels
{
    /// <summary>What a caller has to allow for before it asks for a model: the weights of the larger one in bytes.</summary>
    public const long WeightBytes = RiceSmall.Parameters * sizeof(float);

    /// <summary>The varieties, in the order of the outputs.</summary>
    public static IReadOnlyList<string> Varieties { get; } = ["Arborio", "Basmati", "Ipsala", "Jasmine", "Karacadag"];

    /// <summary>The model with trained weights.</summary>
    /// <param name="weights">The file that training wrote.</param>
    /// <returns>A module of TorchSharp for N × 3 × 64 × 64 images; the caller disposes of it.</returns>
    public static CompiledNetwork Load(string weights) => RiceSmall.Load(weights);
}
