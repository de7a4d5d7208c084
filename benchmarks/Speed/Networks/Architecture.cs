using System.Globalization;
using System.Runtime.CompilerServices;
using ArchSpec.Graph;
using ArchSpec.Plugins;
using ArchSpec.Spec;

namespace ArchSpec.Benchmarks;

/// <summary>Reads a reference model with another size of image.</summary>
internal static class Architecture
{
    public static Network Of(string name, int size)
    {
        var copy = Directory.CreateTempSubdirectory("archspec-speed-").FullName;
        try
        {
            foreach (var file in Directory.GetFiles(Folder(), "*.yaml"))
            {
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            }

            var spec = Path.Combine(copy, name + ".yaml");
            var lines = File.ReadAllLines(spec).Select(line => line.StartsWith("input:", StringComparison.Ordinal)
                ? string.Create(CultureInfo.InvariantCulture, $"input: [{size}, {size}, 3]")
                : line);
            File.WriteAllLines(spec, lines);
            return NetworkBuilder.Build(new SpecLoader(BuiltInLayers.Registry).Load(spec), BuiltInLayers.Registry);
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    private static string Folder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "architectures"));
}
