namespace ArchSpec.MSBuild.Generation;

/// <summary>The members of a class that give the network itself, through the package ArchSpec.Training.</summary>
internal static class RuntimeMembers
{
    private const string Compiled = "global::ArchSpec.Training.Compile.CompiledNetwork";
    private const string Architecture = "global::ArchSpec.Training.Architecture";
    private const string Device = "/// <param name=\"device\">auto (the first GPU, else the CPU), cpu, cuda or cuda:N.</param>";

    /// <summary>Writes them.</summary>
    /// <param name="source">Where to.</param>
    /// <param name="spec">The spec.</param>
    /// <param name="runtime">With which layers the network is made.</param>
    /// <param name="texts">Holds the texts of specs.</param>
    /// <param name="folder">What the paths of the texts are relative to.</param>
    public static void WriteTo(SourceText source, CheckedSpec spec, Runtime runtime, SpecTexts texts, string folder)
    {
        WriteOpen(source, spec, runtime, texts, folder);
        WriteCompile(source);
        WriteLoad(source);
    }

    private static void WriteOpen(SourceText source, CheckedSpec spec, Runtime runtime, SpecTexts texts, string folder)
    {
        source.Line();
        source.Line("/// <summary>Reads the spec, which the assembly holds.</summary>");
        using (source.Block($"public static {Architecture} Open()"))
        {
            source.Line("var texts = new global::System.Collections.Generic.Dictionary<string, string>(global::System.StringComparer.Ordinal);");
            foreach (var document in spec.Documents.OrderBy(document => document.FullPath, StringComparer.Ordinal))
            {
                source.Line($"texts[{CSharpText.Literal(SpecPaths.Relative(document.FullPath, folder))}] = {texts.Of(document)};");
            }

            var layers = runtime.Layers is { } made ? $", {made}" : "";
            source.Line($"return {Architecture}.FromTexts(SpecFile, texts{layers});");
        }
    }

    private static void WriteCompile(SourceText source)
    {
        source.Line();
        source.Line("/// <summary>The network as a module of TorchSharp, ready for training.</summary>");
        source.Line(Device);
        source.Line("/// <param name=\"seed\">All weights follow from it.</param>");
        source.Line($"public static {Compiled} Compile(string device = \"auto\", long seed = 0) => Open().Compile(device, seed);");
    }

    private static void WriteLoad(SourceText source)
    {
        source.Line();
        source.Line("/// <summary>The network as a module of TorchSharp with trained weights, ready for inference.</summary>");
        source.Line("/// <param name=\"weights\">Their file: safetensors, or one of Keras or PyTorch.</param>");
        source.Line(Device);
        source.Line($"public static {Compiled} Load(string weights, string device = \"auto\") => Open().Load(weights, device);");
    }
}
