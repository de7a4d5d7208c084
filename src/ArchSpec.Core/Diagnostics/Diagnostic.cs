namespace ArchSpec.Diagnostics;

/// <summary>How bad a problem is.</summary>
public enum Severity
{
    /// <summary>The spec cannot be used.</summary>
    Error,

    /// <summary>The spec can be used, but probably does not say what was meant.</summary>
    Warning,
}

/// <summary>One problem of a spec.</summary>
/// <param name="Code">Such as <c>AS0201</c>; each has a page in <c>docs/errors</c>.</param>
/// <param name="Severity">Whether the spec can be used all the same.</param>
/// <param name="Span">Where.</param>
/// <param name="Message">What was received and what would be right, in one line.</param>
public sealed record Diagnostic(string Code, Severity Severity, SourceSpan Span, string Message)
{
    /// <summary><c>file(line,col): error ASnnnn: message</c>.</summary>
    public override string ToString() => $"{Span}: {Severity.ToString().ToLowerInvariant()} {Code}: {Printable.Name(Message)}";
}
