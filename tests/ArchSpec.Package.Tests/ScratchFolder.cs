namespace ArchSpec.Package.Tests;

/// <summary>
/// An empty folder in which a person begins: ArchSpec's packages come from the local feed, into a package folder of its own. What they
/// need of others is taken from the machine's package folder, where the repository's own build has put it: nothing is downloaded.
/// </summary>
internal sealed class ScratchFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("archspec-package-").FullName;
    private readonly Dictionary<string, string> _environment;

    public ScratchFolder()
    {
        _environment = new()
        {
            ["NUGET_PACKAGES"] = PackageFolder,
            ["XDG_CACHE_HOME"] = In("cache"),
            ["DOTNET_CLI_HOME"] = In("home"),
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_NOLOGO"] = "1",
        };
        Write("nuget.config", $"""
            <configuration>
              <packageSources><clear /><add key="feed" value="{Feed.Folder}" /></packageSources>
              <packageSourceMapping><clear /></packageSourceMapping>
              <fallbackPackageFolders><clear /><add key="machine" value="{Feed.MachinePackages}" /></fallbackPackageFolders>
            </configuration>
            """);
    }

    /// <summary>Where the packages were unpacked.</summary>
    public string PackageFolder => In("packages");

    /// <summary>A path in the folder.</summary>
    public string In(string path) => Path.Combine(_folder, path);

    /// <summary>Writes a file.</summary>
    /// <returns>Its path.</returns>
    public string Write(string path, string text)
    {
        var full = In(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return full;
    }

    /// <summary>Runs <c>dotnet</c> in the folder.</summary>
    public Result Dotnet(params string[] args) => Run("dotnet", args);

    /// <summary>Runs a program in the folder.</summary>
    public Result Run(string program, params string[] args) => Run(new Dictionary<string, string>(), program, args);

    /// <summary>Runs a program in the folder with more environment variables.</summary>
    public Result Run(IReadOnlyDictionary<string, string> environment, string program, params string[] args)
    {
        var all = new Dictionary<string, string>(_environment);
        foreach (var (name, value) in environment)
        {
            all[name] = value;
        }

        return Shell.Run(_folder, all, program, args);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
