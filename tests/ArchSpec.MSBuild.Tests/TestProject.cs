using ArchSpec.Testing;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace ArchSpec.MSBuild.Tests;

/// <summary>A project's folder, and its build's step.</summary>
internal sealed class TestProject : IDisposable
{
    public const string Tiny = """
        archspec: 1
        name: tiny
        input: [8, 8, 3]
        layers:
          - Flatten
          - Dense: 5

        """;

    /// <summary>The sixth line's layer is none.</summary>
    public const string Bad = """
        archspec: 1
        name: bad
        input: [8, 8, 3]
        layers:
          - Flatten
          - Dens: 5

        """;

    /// <summary>Nothing uses the layer of the fifth line.</summary>
    public const string Doubtful = """
        archspec: 1
        input: [8, 8, 3]
        layers:
          - Flatten: { name: flat }
          - Dense: { units: 2, name: unused }
          - Dense: { units: 5, inputs: flat }

        """;

    private readonly TempFolder _folder = new();

    public string Path => _folder.In("app");

    public string GeneratedFile => In("obj/Architectures.g.cs");

    public string Generated => File.ReadAllText(GeneratedFile);

    public string Stamp => In("obj/ArchSpec/ArchSpec.stamp");

    public string[] Dependencies => File.ReadAllLines(In("obj/ArchSpec/ArchSpec.dependencies.txt"));

    public string In(string path) => System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, path));

    public string Write(string path, string text) => _folder.Write(In(path), text);

    /// <summary>A step over some specs, which leave the project's folder with <c>../</c>.</summary>
    public CompileArchitectures Step(params string[] specs) => Step([.. specs.Select(spec => Item(spec))]);

    public CompileArchitectures Step(params ITaskItem[] specs) => new()
    {
        BuildEngine = new RecordingEngine(),
        Specs = specs,
        ProjectFile = In("app.csproj"),
        GeneratedFile = GeneratedFile,
        RecordFolder = In("obj/ArchSpec"),
        Namespace = "App.Architectures",
    };

    public ITaskItem Item(string path, params (string Name, string Value)[] metadata)
    {
        var item = new TaskItem(In(path));
        foreach (var (name, value) in metadata)
        {
            item.SetMetadata(name, value);
        }

        return item;
    }

    public void Dispose() => _folder.Dispose();
}

/// <summary>What a step has said.</summary>
internal static class StepLog
{
    public static RecordingEngine Engine(this CompileArchitectures step) => (RecordingEngine)step.BuildEngine;

    /// <summary><c>bad.yaml(6,5): error AS0201</c> for each error and warning.</summary>
    public static IEnumerable<string> Places(this CompileArchitectures step) =>
    [
        .. step.Engine().Errors.Select(error => $"{System.IO.Path.GetFileName(error.File)}({error.LineNumber},{error.ColumnNumber}): error {error.Code}"),
        .. step.Engine().Warnings.Select(warning => $"{System.IO.Path.GetFileName(warning.File)}({warning.LineNumber},{warning.ColumnNumber}): warning {warning.Code}"),
    ];
}
