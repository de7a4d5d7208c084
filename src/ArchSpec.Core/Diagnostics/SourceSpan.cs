namespace ArchSpec.Diagnostics;

/// <summary>A stretch of a spec file: where a message points to, and what a rewrite replaces.</summary>
/// <param name="File">As the person gave it, or relative to the file that names it.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Start">Offset of the first character in the file's text.</param>
/// <param name="End">Offset behind the last character.</param>
public readonly record struct SourceSpan(string File, int Line, int Column, int Start, int End)
{
    /// <summary>The beginning of a file, for problems that belong to no line.</summary>
    public static SourceSpan StartOf(string file) => new(file, 1, 1, 0, 0);

    /// <summary><c>file(line,col)</c>, as compilers and MSBuild print it.</summary>
    public override string ToString() => $"{Printable.Name(File)}({Line},{Column})";
}
