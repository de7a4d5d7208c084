using ArchSpec.Diagnostics;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary>What a command left out, told on stderr while it goes on.</summary>
internal static class Warnings
{
    /// <summary>Writes a line for each.</summary>
    public static void Tell(IConsole console, IEnumerable<string> warnings)
    {
        foreach (var warning in warnings)
        {
            console.Error.WriteLine($"warning: {Printable.Message(warning)}");
        }
    }
}
