using System.Text.Json;

namespace ArchSpec.Package.Tests;

/// <summary>
/// The packed tool, installed as a person would: in an empty folder, from the local feed alone, into a package folder of its own.
/// </summary>
public sealed class InstalledTool : IDisposable
{
    private readonly string _scratch = Directory.CreateTempSubdirectory("archspec-package-").FullName;
    private readonly Dictionary<string, string> _environment;

    public InstalledTool()
    {
        var root = RepositoryRoot();
        // Packs what is in the working copy now; takes a second where that has been packed.
        Shell.Run(root, new Dictionary<string, string>(), "bash", "build.sh", "pack").Ok();
        var feed = Path.Combine(root, "artifacts", "feed");
        Version = PinnedVersion(Path.Combine(root, ".config", "dotnet-tools.json"));
        _environment = new()
        {
            ["NUGET_PACKAGES"] = PackageFolder,
            ["XDG_CACHE_HOME"] = Path.Combine(_scratch, "cache"),
            ["DOTNET_CLI_HOME"] = Path.Combine(_scratch, "home"),
        };
        Directory.CreateDirectory(Path.Combine(_scratch, ".config"));
        File.WriteAllText(
            Path.Combine(_scratch, ".config", "dotnet-tools.json"), """{ "version": 1, "isRoot": true, "tools": {} }""");
        File.WriteAllText(Path.Combine(_scratch, "nuget.config"), NuGetConfig(feed));
        Dotnet("tool", "install", "ArchSpec.Tool", "--version", Version).Ok();
    }

    /// <summary>The version that the repository's tool manifest pins.</summary>
    public string Version { get; }

    /// <summary>Where the packages were unpacked.</summary>
    public string PackageFolder => Path.Combine(_scratch, "packages");

    /// <summary>A path in the scratch folder.</summary>
    internal string In(string path) => Path.Combine(_scratch, path);

    /// <summary>Runs <c>dotnet</c> in the scratch folder.</summary>
    internal Result Dotnet(params string[] args) => Shell.Run(_scratch, _environment, "dotnet", args);

    /// <summary>Runs the program itself, and returns a line for each method that the runtime had to compile.</summary>
    internal string[] MethodsCompiledBy(params string[] args)
    {
        var log = Path.Combine(_scratch, "compiled.txt");
        var environment = new Dictionary<string, string>(_environment) { ["DOTNET_JitStdOutFile"] = log, ["DOTNET_JitDisasmSummary"] = "1" };
        var program = Directory.GetFiles(PackageFolder, "dotnet-archspec.dll", SearchOption.AllDirectories).Single();
        Shell.Run(_scratch, environment, "dotnet", [program, .. args]).Ok();
        return File.ReadAllLines(log);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_scratch, recursive: true);

    private static string PinnedVersion(string manifest)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(manifest));
        return json.RootElement.GetProperty("tools").GetProperty("archspec.tool").GetProperty("version").GetString()!;
    }

    private static string NuGetConfig(string feed) => $"""
        <configuration>
          <packageSources><clear /><add key="feed" value="{feed}" /></packageSources>
          <packageSourceMapping><clear /></packageSourceMapping>
        </configuration>
        """;

    internal static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ArchSpec.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("the tests do not lie in the repository");
        }

        return folder.FullName;
    }
}
