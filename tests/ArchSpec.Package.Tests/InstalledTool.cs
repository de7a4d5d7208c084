namespace ArchSpec.Package.Tests;

/// <summary>
/// The packed tool, installed as a person would: in an empty folder, from the local feed alone, into a package folder of its own.
/// </summary>
public sealed class InstalledTool : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public InstalledTool()
    {
        _scratch.Write(".config/dotnet-tools.json", """{ "version": 1, "isRoot": true, "tools": {} }""");
        Dotnet("tool", "install", "ArchSpec.Tool", "--version", Version).Ok();
    }

    /// <summary>The version of the packages.</summary>
    public string Version => Feed.Version;

    /// <summary>Where the packages were unpacked.</summary>
    public string PackageFolder => _scratch.PackageFolder;

    /// <summary>The folder that the tool is installed in.</summary>
    internal ScratchFolder Scratch => _scratch;

    /// <summary>A path in the scratch folder.</summary>
    internal string In(string path) => _scratch.In(path);

    /// <summary>Runs <c>dotnet</c> in the scratch folder.</summary>
    internal Result Dotnet(params string[] args) => _scratch.Dotnet(args);

    /// <summary>Runs the program itself, and returns a line for each method that the runtime had to compile.</summary>
    internal string[] MethodsCompiledBy(params string[] args)
    {
        var log = In("compiled.txt");
        var environment = new Dictionary<string, string> { ["DOTNET_JitStdOutFile"] = log, ["DOTNET_JitDisasmSummary"] = "1" };
        var program = Directory.GetFiles(PackageFolder, "dotnet-archspec.dll", SearchOption.AllDirectories).Single();
        _scratch.Run(environment, "dotnet", [program, .. args]).Ok();
        return File.ReadAllLines(log);
    }

    /// <inheritdoc/>
    public void Dispose() => _scratch.Dispose();
}
