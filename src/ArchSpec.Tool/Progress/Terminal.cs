using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Progress;

/// <summary>
/// How the tool prints on a terminal, in one place: it has no colours, with or without <c>NO_COLOR</c>, and no pager; a bar is drawn over
/// itself on a terminal that can, and everywhere else there are plain lines.
/// </summary>
/// <param name="terminal">The console, whose output is a terminal.</param>
internal sealed class Terminal(IConsole terminal) : IConsole
{
    event ConsoleCancelEventHandler? IConsole.CancelKeyPress
    {
        add => terminal.CancelKeyPress += value;
        remove => terminal.CancelKeyPress -= value;
    }

    public TextWriter Out => terminal.Out;

    public TextWriter Error => terminal.Error;

    public TextReader In => terminal.In;

    public bool IsInputRedirected => terminal.IsInputRedirected;

    // The parser opens help in `less` where this is false; where nobody sits at the terminal that waits for ever.
    public bool IsOutputRedirected => true;

    public bool IsErrorRedirected => terminal.IsErrorRedirected;

    public ConsoleColor ForegroundColor { get; set; }

    public ConsoleColor BackgroundColor { get; set; }

    /// <summary>The console as commands and the parser are to see it.</summary>
    public static IConsole Plain(IConsole console) => console.IsOutputRedirected ? console : new Terminal(console);

    /// <summary>Whether stdout is a terminal.</summary>
    public static bool Is(IConsole console) => console is Terminal || !console.IsOutputRedirected;

    /// <summary>Whether a line may be drawn over itself: on a terminal whose <c>TERM</c> does not say that it can nothing.</summary>
    public static bool Redraws(IConsole console) => Is(console) && Environment.GetEnvironmentVariable("TERM") != "dumb";

    public void ResetColor()
    {
    }
}
