using ArchSpec.Training.Compile;

namespace TemplateNamespace;

/// <summary>The models of this library. Their classes are made of the specs in architectures/ when it is built.</summary>
public static class Models
{
    /// <summary>How many values the weights of the model have.</summary>
    public const long Parameters = Architectures.SmallCnn.Parameters;

    /// <summary>The model with weights that <c>dotnet archspec train</c> wrote, as a module of TorchSharp; the caller disposes of it.</summary>
    /// <param name="weights">The file.</param>
    public static CompiledNetwork Load(string weights) => Architectures.SmallCnn.Load(weights);
}
