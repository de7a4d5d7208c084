using System.Globalization;

namespace ArchSpec.Benchmarks;

/// <summary>What this process has used so far; from <c>/proc</c>, so on Linux alone.</summary>
internal static class Usage
{
    /// <summary>Page faults that needed no disk: each is a page of memory that the system had to give.</summary>
    public static long PageFaults()
    {
        if (!OperatingSystem.IsLinux())
        {
            return 0;
        }

        // The name in brackets may hold spaces; minflt is the 10th field, the 8th behind it.
        var text = File.ReadAllText("/proc/self/stat");
        return long.Parse(text[(text.LastIndexOf(')') + 2)..].Split(' ')[7], CultureInfo.InvariantCulture);
    }

    /// <summary>The most memory that was held at once, in MB.</summary>
    public static double PeakMegabytes()
    {
        var line = OperatingSystem.IsLinux() ? File.ReadLines("/proc/self/status").FirstOrDefault(text => text.StartsWith("VmHWM:", StringComparison.Ordinal)) : null;
        return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
    }
}
