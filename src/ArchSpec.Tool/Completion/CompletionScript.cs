using System.Text;

namespace ArchSpec.Tool.Completion;

/// <summary>
/// A completion script: how the shell reads a command line, which is a file beside this one, and the tables of all commands. It
/// starts no program, so that a tab costs next to nothing.
/// </summary>
internal abstract class CompletionScript
{
    private const string Place = "#TABLES#\n";

    /// <summary>The shells, as the command calls them.</summary>
    public const string Bash = "bash", Zsh = "zsh", Fish = "fish", PowerShell = "powershell";

    /// <summary>The script for a shell.</summary>
    public static string Write(string shell, CompletionTable table)
    {
        var (file, script) = shell switch
        {
            Bash => ("archspec.bash", new PosixTables(withDescriptions: false)),
            Zsh => ("archspec.zsh", new PosixTables(withDescriptions: true)),
            Fish => ("archspec.fish", (CompletionScript)new FishTables()),
            _ => ("archspec.ps1", new PowerShellTables()),
        };
        var text = new StringBuilder();
        script.WriteTables(text, table);
        return Frame(file).Replace(Place, text.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Writes the tables in the shell's language.</summary>
    protected abstract void WriteTables(StringBuilder text, CompletionTable table);

    /// <summary>The first sentence of a description: a line of a terminal is short.</summary>
    protected static string Short(string description)
    {
        var end = description.AsSpan().IndexOfAny(":;");
        return (end < 0 ? description : description[..end]).TrimEnd('.');
    }

    private static string Frame(string file)
    {
        using var stream = typeof(CompletionScript).Assembly.GetManifestResourceStream($"ArchSpec.Tool.Completion.{file}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
