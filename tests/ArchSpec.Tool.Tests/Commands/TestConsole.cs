using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Tests.Commands;

/// <summary>A console that keeps what is printed.</summary>
public sealed class TestConsole : IConsole, IDisposable
{
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    public event ConsoleCancelEventHandler? CancelKeyPress
    {
        add { }
        remove { }
    }

    public TextWriter Out => output;

    public TextWriter Error => error;

    public TextReader In => TextReader.Null;

    public bool IsInputRedirected => true;

    public bool IsOutputRedirected => true;

    public bool IsErrorRedirected => true;

    public ConsoleColor ForegroundColor { get; set; }

    public ConsoleColor BackgroundColor { get; set; }

    public void ResetColor()
    {
    }

    public void Dispose()
    {
        output.Dispose();
        error.Dispose();
    }
}
