using System.Data.Common;
using ArchSpec.Diagnostics;
using ArchSpec.Tool.Progress;
using ArchSpec.Tool.Runs;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool;

/// <summary>Runs a command line, and turns whatever goes wrong into one message and an exit code.</summary>
public static class CommandLine
{
    /// <summary>Shows the stack trace of an unexpected error when set to 1.</summary>
    public const string DebugVariable = "ARCHSPEC_DEBUG";

    /// <summary>Runs the command that the arguments name.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static int Run(string[] args, IConsole console)
    {
        console = new PrintableConsole(console);
        try
        {
            using var app = RootCommand.Build(args, console);
            return app.Execute(args);
        }
        catch (CommandParsingException e)
        {
            return UsageError(e, console);
        }
        catch (Exception e)
        {
            return Failure(e, console);
        }
    }

    private static int UsageError(CommandParsingException e, IConsole console)
    {
        console.Error.WriteLine($"error: {e.Message.Trim()}");
        if (e is UnrecognizedCommandParsingException { NearestMatches: var near } && near.FirstOrDefault() is { } match)
        {
            console.Error.WriteLine($"Did you mean '{match}'?");
        }
        return ExitCodes.Usage;
    }

    private static int Failure(Exception e, IConsole console)
    {
        // The problems of a spec are lines of their own, each with its file and position.
        console.Error.WriteLine(e is SpecException ? e.Message : $"error{Errors.Code(e)}: {Printable.Message(Errors.Describe(e))}");
        if (Environment.GetEnvironmentVariable(DebugVariable) == "1")
        {
            console.Error.WriteLine(Trace(e));
        }

        return Errors.ExitCode(e);
    }

    // What a database's client and server say of a connection may quote it: of those only the places are shown.
    private static string Trace(Exception e)
    {
        var chain = new List<Exception>();
        for (var at = e; at is not null; at = at.InnerException)
        {
            chain.Add(at);
        }

        return chain.Exists(one => one is RunStoreException or DbException)
            ? string.Join(Environment.NewLine, chain.Select(one => $"{one.GetType()}{Environment.NewLine}{one.StackTrace}"))
            : e.ToString();
    }
}
