using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary>Where a command's result goes.</summary>
internal static class CommandOutput
{
    /// <summary>Writes a text to a file, or to stdout where none is named.</summary>
    public static void Write(IConsole console, string? file, string text)
    {
        if (file is null)
        {
            console.Out.Write(text);
        }
        else
        {
            File.WriteAllText(file, text);
        }
    }
}
