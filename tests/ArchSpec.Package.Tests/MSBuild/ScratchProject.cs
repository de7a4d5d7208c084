namespace ArchSpec.Package.Tests.MSBuild;

/// <summary>A project as a person has it, which has never seen the repository.</summary>
internal sealed class ScratchProject(ScratchFolder scratch, string name)
{
    public const string Tiny = """
        archspec: 1
        name: tiny
        input: [8, 8, 3]
        layers:
          - Flatten
          - Dense: 5

        """;

    // A process that waits for the next build would outlive the test.
    private static readonly Dictionary<string, string> Environment = new() { ["MSBUILDDISABLENODEREUSE"] = "1" };

    private int _builds;

    public string In(string path) => Path.GetFullPath(path, scratch.In(name));

    public string Write(string path, string text) => scratch.Write(In(path), text);

    /// <summary>As an editor saves a file, a second after the last build.</summary>
    public void Touch(string path) => File.SetLastWriteTimeUtc(In(path), DateTime.UtcNow.AddSeconds(1));

    /// <summary>The generated file; null where there is none.</summary>
    public string? Generated(string framework = "net10.0") =>
        In($"obj/Debug/{framework}/Architectures.g.cs") is var file && File.Exists(file) ? File.ReadAllText(file) : null;

    public void Restore(params string[] arguments) => Dotnet(["restore", name, "-v:q", .. arguments]).Ok();

    /// <summary>Builds what has been restored.</summary>
    public BuildResult Build(params string[] arguments) => Run(["build", name, "--no-restore", .. arguments]);

    /// <summary>Builds, which must end well.</summary>
    public BinaryLog Builds(params string[] arguments)
    {
        var result = Build(arguments);
        return result.ExitCode == 0 ? result.Log : throw new InvalidOperationException(result.Output);
    }

    /// <summary>Runs a target without building first.</summary>
    public BuildResult Target(string target, params string[] arguments) => Run(["msbuild", name, $"-t:{target}", .. arguments]);

    /// <summary>What a property is once the project has been evaluated.</summary>
    public string Property(string property) => Dotnet("msbuild", name, $"-getProperty:{property}").Ok().Trim();

    private BuildResult Run(string[] arguments)
    {
        var log = scratch.In($"{name}-{++_builds}.binlog");
        var result = Dotnet([.. arguments, "-v:q", "-clp:NoSummary", "-tl:off", $"-bl:{log}"]);
        return new BuildResult(result.ExitCode, result.Out + result.Error, new BinaryLog(log));
    }

    private Result Dotnet(params string[] arguments) => scratch.Run(Environment, "dotnet", arguments);
}

/// <summary>How a build ended, what it printed, and what it did.</summary>
internal sealed record BuildResult(int ExitCode, string Output, BinaryLog Log);
