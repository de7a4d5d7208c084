using ArchSpec.Diagnostics;
using ArchSpec.Layers;

namespace ArchSpec.MSBuild.Log;

/// <summary>
/// Every message of the build that is not about what a spec says, in one place; AS0901 is in the targets, since it says why the task
/// is not loaded. Each code has a page in <c>docs/errors</c>.
/// </summary>
internal static class BuildErrors
{
    public static Diagnostic SummaryMissing(string summary) => Error(
        "AS0902", SourceSpan.StartOf(summary), $"there is no such summary yet; {Accept}");

    public static Diagnostic SummaryDiffers(string summary, int line, int column, string received, string expected) => Error(
        "AS0902",
        new SourceSpan(summary, line, column, 0, 0),
        $"the summary is not the spec's any more: the line is '{received}', and the spec's is '{expected}'; {Accept}");

    public static Diagnostic BadClassName(string spec, string name) => Error(
        "AS0903", SourceSpan.StartOf(spec), $"ClassName must be a C# identifier, received '{name}'");

    public static Diagnostic ClassNameTaken(string spec, string name, string other) => Error(
        "AS0903", SourceSpan.StartOf(spec), $"the ClassName '{name}' is that of {other} too; each spec needs one of its own");

    public static Diagnostic NotWritten(string file, string reason, string remedy) => Error(
        "AS0904", SourceSpan.StartOf(file), $"the file cannot be written: {reason}{remedy}");

    public static Diagnostic BadProperty(string project, string property, string expected, string received) => Error(
        "AS0905", SourceSpan.StartOf(project), $"the property {property} must be {expected}, received '{received}'");

    // A fault of a plugin's layer says itself what is wrong. Anything else is a bug: whoever reports it needs to say what was thrown.
    public static Diagnostic Of(string file, Exception error) => error is LayerFaultException fault
        ? Error(fault.Code, SourceSpan.StartOf(file), fault.Message)
        : Error(
            "AS0906",
            SourceSpan.StartOf(file),
            $"ArchSpec.MSBuild failed on this, which is a bug: {error.GetType().Name}: {OneLine(error.Message)}; the build's detailed log has the stack trace");

    private const string Accept = "to accept what the spec gives, build once with -p:ArchSpecSummaries=true -p:ArchSpecVerifySummaries=false";

    private static Diagnostic Error(string code, SourceSpan span, string message) => new(code, Severity.Error, span, message);

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
