using ArchSpec.Diagnostics;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace ArchSpec.MSBuild.Log;

/// <summary>
/// Says problems in the build's log: each once, with its code, its absolute place and a link to the code's page.
/// </summary>
/// <param name="log">The task's.</param>
/// <param name="levels">What the project makes of warnings.</param>
/// <param name="helpLinkBase">What stands in front of <c>AS0201.md</c> in a link: an address, or a folder; empty for no links.</param>
/// <param name="isQuiet">
/// Whether problems are messages alone: while a person types, the editor asks for the project again and again, and wants an answer.
/// </param>
internal sealed class BuildLog(TaskLoggingHelper log, WarningLevels levels, string helpLinkBase, bool isQuiet)
{
    private readonly HashSet<Diagnostic> _said = [];

    /// <summary>Whether there was an error, or a warning that the project makes an error of.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Says some problems.</summary>
    public void Add(IEnumerable<Diagnostic> problems)
    {
        foreach (var problem in problems)
        {
            Add(problem);
        }
    }

    /// <summary>Says a problem. Two specs with one base have its problems both.</summary>
    public void Add(Diagnostic problem)
    {
        var shown = levels.Apply(InBuild(problem));
        if (_said.Add(shown))
        {
            Say(shown);
            HasErrors |= shown.Severity == Severity.Error || log.HasLoggedErrors;
        }
    }

    /// <summary>Says what only a detailed log shows.</summary>
    public void Detail(string text) => log.LogMessage(MessageImportance.Low, "{0}", text);

    private void Say(Diagnostic problem)
    {
        var (code, (file, line, column, _, _), message) = (problem.Code, problem.Span, problem.Message);
        var (keyword, link) = ($"ArchSpec.{code}", LinkTo(code));
        if (isQuiet)
        {
            log.LogMessage(MessageImportance.Low, "{0}", problem);
        }
        else if (problem.Severity == Severity.Error)
        {
            log.LogError(null, code, keyword, link, file, line, column, 0, 0, message);
        }
        else
        {
            log.LogWarning(null, code, keyword, link, file, line, column, 0, 0, message);
        }
    }

    // A file that several specs name has several relative names, and an IDE opens absolute ones from anywhere.
    private static Diagnostic InBuild(Diagnostic problem) => problem with
    {
        Span = problem.Span with { File = Path.GetFullPath(problem.Span.File) },
        // The message is the command's; a build has a property for its option.
        Message = problem.Code == "AS0502" ? problem.Message.Replace("--root DIR", "the property ArchSpecRoot", StringComparison.Ordinal) : problem.Message,
    };

    private string? LinkTo(string code) =>
        helpLinkBase.Length == 0 ? null
        : Path.IsPathRooted(helpLinkBase) ? new Uri(Path.GetFullPath(Path.Combine(helpLinkBase, $"{code}.md"))).AbsoluteUri
        : $"{helpLinkBase.TrimEnd('/')}/{code}.md";
}
