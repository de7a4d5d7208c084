using System.IO.Compression;

namespace ArchSpec.Package.Tests.MSBuild;

/// <summary>The packed package, and a folder for the projects of the tests, which unpack it once.</summary>
public sealed class MSBuildPackage : IDisposable
{
    /// <summary>Where the projects lie, side by side.</summary>
    internal ScratchFolder Scratch { get; } = new();

    /// <summary>The paths of the package's files.</summary>
    internal static IReadOnlyList<string> Files()
    {
        using var package = ZipFile.OpenRead(Feed.Package("ArchSpec.MSBuild"));
        return [.. package.Entries.Select(entry => entry.FullName)];
    }

    /// <summary>A project with nothing but the package.</summary>
    internal ScratchProject NewProject(string name, string properties = "", string items = "")
    {
        var project = new ScratchProject(Scratch, name);
        project.Write($"{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                {properties}
                <TargetFramework Condition="'$(TargetFrameworks)' == ''">net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <!-- The sample has all analyzers on; here they would only take time. -->
                <RunAnalyzers>false</RunAnalyzers>
                <GenerateDocumentationFile>true</GenerateDocumentationFile>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="ArchSpec.MSBuild" Version="{Feed.Version}" PrivateAssets="all" />
                {items}
              </ItemGroup>
            </Project>
            """);
        return project;
    }

    /// <inheritdoc/>
    public void Dispose() => Scratch.Dispose();
}
