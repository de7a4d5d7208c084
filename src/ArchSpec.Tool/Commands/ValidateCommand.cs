using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using ArchSpec.Diagnostics;
using ArchSpec.Spec;
using ArchSpec.Tool.Completion;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary>Says everything that is wrong with spec files, as compilers do.</summary>
[Command(Description = "Check spec files, and print every problem with its place.", ExtendedHelpText = """

    Examples:
      dotnet archspec validate architectures/cnn.yaml architectures/cnn-light.yaml
      dotnet archspec validate models
      dotnet archspec validate --json 'models/*.yaml'
    """)]
public sealed class ValidateCommand : LayerCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The files.</summary>
    [Completed(CompletionKind.Spec)]
    [Argument(0, "FILE…", "The spec files, patterns such as 'models/*.yaml', or folders: all specs in or below them.")]
    [Required]
    public string[] Files { get; set; } = [];

    /// <summary>For programs: one JSON object on stdout.</summary>
    [Option("--json", Description = "Print one JSON object.")]
    public bool Json { get; set; }

    /// <summary>A wider folder for references.</summary>
    [Option("--root <DIR>", Description = "The folder that base, include and weights may not leave. Default: the spec's own.")]
    public string? Root { get; set; }

    /// <summary>Checks every file, also behind one with errors.</summary>
    public int OnExecute(IConsole console)
    {
        // A file that two specs include is reported once.
        var files = SpecFiles.Of(Files);
        var problems = SpecValidator.ValidateClassifiers(files, KnownLayers(), Root).ToList();
        var errors = problems.Count(problem => problem.Severity == Severity.Error);
        if (Json)
        {
            console.Out.WriteLine(ToJson(files.Length, problems, errors));
        }
        else
        {
            DiagnosticText.Lines(problems).ToList().ForEach(console.Out.WriteLine);
            console.Out.WriteLine(Summary(files.Length, errors, problems.Count - errors));
        }

        return errors > 0 ? ExitCodes.Failed : ExitCodes.Ok;
    }

    private static string Summary(int files, int errors, int warnings) => $"{Count(files, "file")}: " + (errors, warnings) switch
    {
        (0, 0) => "ok",
        (_, 0) => Count(errors, "error"),
        (0, _) => Count(warnings, "warning"),
        _ => $"{Count(errors, "error")}, {Count(warnings, "warning")}",
    };

    private static string Count(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";

    private static string ToJson(int files, List<Diagnostic> problems, int errors) => JsonSerializer.Serialize(
        new
        {
            files,
            errors,
            warnings = problems.Count - errors,
            problems = problems.Select(problem => new
            {
                file = problem.Span.File,
                line = problem.Span.Line,
                column = problem.Span.Column,
                severity = problem.Severity.ToString().ToLowerInvariant(),
                code = problem.Code,
                message = problem.Message,
            }),
        },
        Indented);
}
