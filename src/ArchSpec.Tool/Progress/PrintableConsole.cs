using System.Runtime.CompilerServices;
using System.Text;
using ArchSpec.Diagnostics;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Progress;

/// <summary>
/// A console to which no command can write what a terminal obeys, wherever the text is from: names in specs, folders, archives and
/// databases all come by here. Line breaks are the command's own; in a name <see cref="Printable.Name"/> shows them.
/// </summary>
internal sealed class PrintableConsole(IConsole console) : IConsole
{
    event ConsoleCancelEventHandler? IConsole.CancelKeyPress
    {
        add => console.CancelKeyPress += value;
        remove => console.CancelKeyPress -= value;
    }

    public TextWriter Out => new Writer(console.Out);

    public TextWriter Error => new Writer(console.Error);

    public TextReader In => console.In;

    public bool IsInputRedirected => console.IsInputRedirected;

    public bool IsOutputRedirected => console.IsOutputRedirected;

    public bool IsErrorRedirected => console.IsErrorRedirected;

    public ConsoleColor ForegroundColor
    {
        get => console.ForegroundColor;
        set => console.ForegroundColor = value;
    }

    public ConsoleColor BackgroundColor
    {
        get => console.BackgroundColor;
        set => console.BackgroundColor = value;
    }

    public void ResetColor() => console.ResetColor();

    /// <summary>What stands behind a writer, for a bar that goes back to the beginning of its line.</summary>
    public static TextWriter Behind(TextWriter writer) => writer is Writer { To: var to } ? to : writer;

    private sealed class Writer(TextWriter to) : TextWriter
    {
        public TextWriter To { get; } = to;

        public override Encoding Encoding => To.Encoding;

        public override void Write(char value) => Write(value.ToString());

        public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

        public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

        public override void Write(string? value) => To.Write(Shown(value));

        public override void WriteLine(string? value) => To.WriteLine(Shown(value));

        public override void Flush() => To.Flush();

        // Most texts are letters that a loop can tell, and help is to be had without any other library.
        private static string? Shown(string? text)
        {
            foreach (var letter in text ?? "")
            {
                if (letter is not ((>= ' ' and <= '~') or (>= '\u00A0' and < '\u0600') or '\n' or '\t'))
                {
                    return Escaped(text!);
                }
            }

            return text;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static string Escaped(string text) => Printable.Lines(text);
    }
}
