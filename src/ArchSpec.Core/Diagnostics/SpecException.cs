namespace ArchSpec.Diagnostics;

/// <summary>A spec cannot be used; the message is the list of its problems, one a line; see <see cref="DiagnosticText"/>.</summary>
public sealed class SpecException(IReadOnlyList<Diagnostic> diagnostics)
    : Exception(string.Join('\n', DiagnosticText.Lines(diagnostics)))
{
    /// <summary>Every problem found.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; } = diagnostics;
}
