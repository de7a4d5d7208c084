namespace ArchSpec.Testing;

/// <summary>The plugin in <c>samples/ExternalLayers</c>, compiled from its text.</summary>
public static class SamplePlugin
{
    /// <summary>The spec that uses its layers.</summary>
    public static string Spec => In("attentive.yaml");

    /// <summary>A file of the sample.</summary>
    public static string In(string file) => RepositoryRoot.In("samples", "ExternalLayers", file);

    /// <summary>Compiles it into a folder, and returns the dll.</summary>
    public static string Compile(string folder) => PluginCompiler.Compile(
        Path.Combine(folder, "ExternalLayers.dll"), [.. Directory.GetFiles(RepositoryRoot.In("samples", "ExternalLayers"), "*.cs").Order().Select(File.ReadAllText)]);
}
