namespace ArchSpec.Diagnostics;

/// <summary>Collects every problem of one run, so that a person sees all of them at once.</summary>
public sealed class DiagnosticBag
{
    private readonly List<Diagnostic> _items = [];

    /// <summary>All problems, by file in the order of reading, then by position; a repeated one stands once.</summary>
    public IReadOnlyList<Diagnostic> Items
    {
        get
        {
            var files = _items.Select(item => item.Span.File).Distinct().ToList();
            return [.. _items.Distinct().OrderBy(item => files.IndexOf(item.Span.File)).ThenBy(item => item.Span.Start)];
        }
    }

    /// <summary>Whether the spec cannot be used.</summary>
    public bool HasErrors => _items.Exists(item => item.Severity == Severity.Error);

    /// <summary>How many problems have been added, to see whether a step added one.</summary>
    internal int Count => _items.Count;

    /// <summary>Adds a problem.</summary>
    public void Add(Diagnostic diagnostic) => _items.Add(diagnostic);

    /// <summary>Ends the reading where the spec cannot be used.</summary>
    /// <exception cref="SpecException">There is at least one error.</exception>
    public void ThrowIfErrors()
    {
        if (HasErrors)
        {
            throw new SpecException(Items);
        }
    }
}
