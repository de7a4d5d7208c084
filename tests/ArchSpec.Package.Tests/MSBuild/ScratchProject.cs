namespace ArchSpec.Package.Tests.MSBuild;

/// <summary>A class library as a person has it, which has never seen the repository.</summary>
internal sealed class ScratchProject
{
    public const string Tiny = """
        archspec: 1
        name: tiny
        input: [8, 8, 3]
        layers:
          - Flatten
          - Dense: 5

        """;

    private readonly MSBuildPackage _package;
    private readonly string _folder;
    private readonly string _name;
    private int _builds;

    public ScratchProject(MSBuildPackage package, string folder, string name, string properties, string items)
    {
        (_package, _folder, _name) = (package, folder, name);
        Write("nuget.config", $"""
            <configuration>
              <packageSources><clear /><add key="feed" value="{package.Feed}" /></packageSources>
              <packageSourceMapping><clear /></packageSourceMapping>
            </configuration>
            """);
        Write($"{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                {properties}
                <TargetFramework Condition="'$(TargetFrameworks)' == ''">net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <AnalysisLevel>latest-all</AnalysisLevel>
                <GenerateDocumentationFile>true</GenerateDocumentationFile>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="ArchSpec.MSBuild" Version="{package.Version}" PrivateAssets="all" />
                {items}
              </ItemGroup>
            </Project>
            """);
    }

    public string In(string path) => Path.GetFullPath(path, _folder);

    public string Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(path))!);
        File.WriteAllText(In(path), text);
        return In(path);
    }

    /// <summary>As an editor saves a file, a second after the last build.</summary>
    public void Touch(string path) => File.SetLastWriteTimeUtc(In(path), DateTime.UtcNow.AddSeconds(1));

    /// <summary>The generated file; null where there is none.</summary>
    public string? Generated(string framework = "net10.0") =>
        In($"obj/Debug/{framework}/Architectures.g.cs") is var file && File.Exists(file) ? File.ReadAllText(file) : null;

    public void Restore() => Dotnet("restore", "-v:q").Ok();

    /// <summary>Builds what has been restored.</summary>
    public BuildResult Build(params string[] arguments) => Run(["build", "--no-restore", .. arguments]);

    /// <summary>Builds, which must end well.</summary>
    public BinaryLog Builds(params string[] arguments)
    {
        var result = Build(arguments);
        return result.ExitCode == 0 ? result.Log : throw new InvalidOperationException(result.Output);
    }

    /// <summary>Runs a target without building first.</summary>
    public BuildResult Target(string target, params string[] arguments) => Run(["msbuild", $"-t:{target}", .. arguments]);

    /// <summary>What a property is once the project has been evaluated.</summary>
    public string Property(string name) => Dotnet("msbuild", $"-getProperty:{name}").Ok().Trim();

    private BuildResult Run(string[] arguments)
    {
        var log = In($"../{_name}-{++_builds}.binlog");
        var result = Dotnet([.. arguments, "-v:q", "-clp:NoSummary", "-tl:off", $"-bl:{log}"]);
        return new BuildResult(result.ExitCode, result.Out + result.Error, new BinaryLog(log));
    }

    private Result Dotnet(params string[] arguments) => Shell.Run(_folder, _package.Environment, "dotnet", arguments);
}

/// <summary>How a build ended, what it printed, and what it did.</summary>
internal sealed record BuildResult(int ExitCode, string Output, BinaryLog Log);
