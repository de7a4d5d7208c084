using System.IO.Compression;
using System.Text.Json;

namespace ArchSpec.Package.Tests.MSBuild;

/// <summary>The packed package, and a package folder of its own that the tests' projects share.</summary>
public sealed class MSBuildPackage : IDisposable
{
    private readonly string _scratch = Directory.CreateTempSubdirectory("archspec-msbuild-").FullName;

    public MSBuildPackage()
    {
        var root = InstalledTool.RepositoryRoot();
        Shell.Run(root, new Dictionary<string, string>(), "bash", "build.sh", "pack").Ok();
        Feed = Path.Combine(root, "artifacts", "feed");
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(root, ".config", "dotnet-tools.json")));
        Version = manifest.RootElement.GetProperty("tools").GetProperty("archspec.tool").GetProperty("version").GetString()!;
        Environment = new()
        {
            ["NUGET_PACKAGES"] = Path.Combine(_scratch, "packages"),
            ["DOTNET_CLI_HOME"] = Path.Combine(_scratch, "home"),
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_NOLOGO"] = "1",
            // A process that waits for the next build outlives the test.
            ["MSBUILDDISABLENODEREUSE"] = "1",
        };
    }

    public string Feed { get; }

    public string Version { get; }

    /// <summary>Where the package was unpacked, once a project has restored it.</summary>
    public string Unpacked => Path.Combine(_scratch, "packages", "archspec.msbuild", Version);

    internal Dictionary<string, string> Environment { get; }

    /// <summary>The paths of the package's files.</summary>
    internal IReadOnlyList<string> Files()
    {
        using var package = ZipFile.OpenRead(Path.Combine(Feed, $"ArchSpec.MSBuild.{Version}.nupkg"));
        return [.. package.Entries.Select(entry => entry.FullName)];
    }

    /// <summary>A project with nothing but the package.</summary>
    internal ScratchProject NewProject(string name, string properties = "", string items = "") =>
        new(this, Path.Combine(_scratch, name), name, properties, items);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_scratch, recursive: true);
}
