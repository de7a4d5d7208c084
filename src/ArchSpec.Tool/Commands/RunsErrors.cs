using ArchSpec.Tool.Runs;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary>How the <c>runs</c> commands tell a person what is wrong.</summary>
internal static class RunsErrors
{
    /// <summary>Runs a command; its error is one line and exit code 1.</summary>
    public static int Guard(IConsole console, Func<int> command)
    {
        try
        {
            return command();
        }
        catch (RunStoreException exception)
        {
            console.Error.WriteLine($"error: {exception.Message}");
            return 1;
        }
    }

    /// <summary>Says what was left out, and goes on.</summary>
    public static void Warn(IConsole console, IEnumerable<string> warnings)
    {
        foreach (var warning in warnings)
        {
            console.Error.WriteLine($"warning: {warning}");
        }
    }
}
