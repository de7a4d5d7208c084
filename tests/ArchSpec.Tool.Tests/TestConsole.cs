using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Tests;

/// <summary>A console that keeps what a command prints.</summary>
internal sealed class TestConsole : IConsole, IDisposable
{
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    event ConsoleCancelEventHandler? IConsole.CancelKeyPress
    {
        add { }
        remove { }
    }

    public TextWriter Out => _out;

    public TextWriter Error => _error;

    public TextReader In { get; private init; } = TextReader.Null;

    public bool IsInputRedirected { get; private init; } = true;

    public bool IsOutputRedirected => true;

    public bool IsErrorRedirected => true;

    public ConsoleColor ForegroundColor { get; set; }

    public ConsoleColor BackgroundColor { get; set; }

    /// <summary>A console at which a person types these lines.</summary>
    public static TestConsole Typing(string lines) => new() { In = new StringReader(lines), IsInputRedirected = false };

    /// <summary>Runs the tool in this process.</summary>
    public static (int ExitCode, string Out, string Error) Run(params string[] args)
    {
        using var console = new TestConsole();
        var code = CommandLine.Run(args, console);
        return (code, console._out.ToString(), console._error.ToString());
    }

    public void ResetColor()
    {
    }

    public void Dispose()
    {
        _out.Dispose();
        _error.Dispose();
    }
}
