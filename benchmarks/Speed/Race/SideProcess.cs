using System.Diagnostics;
using System.Globalization;

namespace ArchSpec.Benchmarks;

/// <summary>What one step took.</summary>
/// <param name="Milliseconds">On the clock.</param>
/// <param name="Processor">Milliseconds of the processor's time, of all threads: other programs change it less.</param>
/// <param name="PageFaults">Pages of memory that the system had to give.</param>
internal sealed record Measurement(double Milliseconds, double Processor, double PageFaults);

/// <summary>A side in its own process, as the process that compares sees it.</summary>
internal sealed class SideProcess : IDisposable
{
    private readonly Process _process;

    public SideProcess(string side, string network)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [.. Host(), "side", side, network])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        var hello = Answer().Split(' ', 3);
        (Parameters, Threads, Convolutions) = (long.Parse(hello[0], CultureInfo.InvariantCulture), hello[1], hello[2]);
    }

    public long Parameters { get; }

    public string Threads { get; }

    /// <summary>Which instructions convolutions may use.</summary>
    public string Convolutions { get; }

    public Measurement Do(string order)
    {
        var figures = Ask(order).Split(' ').Select(figure => double.Parse(figure, CultureInfo.InvariantCulture)).ToList();
        return new(figures[0], figures[1], figures[2]);
    }

    public double PeakMegabytes() => double.Parse(Ask("peak"), CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _process.StandardInput.WriteLine("end");
        _process.WaitForExit();
        _process.Dispose();
    }

    // Where the program is run by dotnet, the assembly comes first.
    private static string[] Host() => Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet" ? [typeof(SideProcess).Assembly.Location] : [];

    private string Ask(string order)
    {
        _process.StandardInput.WriteLine(order);
        return Answer();
    }

    private string Answer() => _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the process of a side ended early");
}
