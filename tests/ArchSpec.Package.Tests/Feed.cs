using System.Runtime.InteropServices;
using System.Text.Json;

namespace ArchSpec.Package.Tests;

/// <summary>The packages of the working copy: packed once for all tests, which takes a second where that has been done.</summary>
internal static class Feed
{
    private static readonly Lazy<string> PackedVersion = new(Pack);
    private static readonly Lazy<string> FoundMachinePackages = new(FindMachinePackages);

    /// <summary>The folder with the packages.</summary>
    public static string Folder => Path.Combine(Root, "artifacts", "feed");

    /// <summary>The version that all of them have.</summary>
    public static string Version => PackedVersion.Value;

    /// <summary>The repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The machine's package folder, in which the repository's build has put what it needs.</summary>
    public static string MachinePackages => FoundMachinePackages.Value;

    /// <summary>The name of the libtorch package for this system.</summary>
    public static string LibTorchPackage { get; } = $"libtorch-cpu-{RuntimeInformation.RuntimeIdentifier}";

    /// <summary>The folder with libtorch in the machine's package folder.</summary>
    public static string LibTorch => Path.Combine(MachinePackages, LibTorchPackage, "2.10.0", "runtimes", RuntimeInformation.RuntimeIdentifier, "native");

    /// <summary>The package of a name.</summary>
    public static string Package(string name) => Path.Combine(Folder, $"{name}.{Version}.nupkg");

    private static string Pack()
    {
        Shell.Run(Root, new Dictionary<string, string>(), "bash", "build.sh", "pack").Ok();
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, ".config", "dotnet-tools.json")));
        return json.RootElement.GetProperty("tools").GetProperty("archspec.tool").GetProperty("version").GetString()!;
    }

    // "global-packages: /home/me/.nuget/packages/"
    private static string FindMachinePackages() =>
        Shell.Run(Root, new Dictionary<string, string>(), "dotnet", "nuget", "locals", "global-packages", "--list").Ok().Split(": ", 2)[1].Trim();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ArchSpec.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("the tests do not lie in the repository");
        }

        return folder.FullName;
    }
}
