using System.Globalization;

namespace ArchSpec.Tool.Runs;

/// <summary>Figures of runs as a person reads them.</summary>
internal static class RunText
{
    /// <summary>What is not known.</summary>
    public const string None = "-";

    /// <summary>The first digits of an id: enough to tell the runs of a folder apart.</summary>
    public static string ShortId(RunRow run) => run.RunId[..Math.Min(8, run.RunId.Length)];

    /// <summary>Local time would not fit the columns of the tables, which are UTC.</summary>
    public static string Time(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>With thousands.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Such as 1.35 G.</summary>
    public static string Flops(long value) => value switch
    {
        >= 1_000_000_000 => Scaled(value / 1e9, "G"),
        >= 1_000_000 => Scaled(value / 1e6, "M"),
        >= 1_000 => Scaled(value / 1e3, "K"),
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Four decimals, as accuracies and losses are reported.</summary>
    public static string Figure(double? value) => value?.ToString("0.0000", CultureInfo.InvariantCulture) ?? None;

    /// <summary>An epoch's number.</summary>
    public static string Epoch(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? None;

    /// <summary>The first digits of a data set's fingerprint.</summary>
    public static string Data(RunRow run) => run.DataFingerprint[..Math.Min(12, run.DataFingerprint.Length)];

    /// <summary>Hours, minutes and seconds from start to end.</summary>
    public static string Duration(RunRow run)
    {
        if (run.EndTime is not { } end)
        {
            return None;
        }

        var time = end - run.StartTime;
        return string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");
    }

    private static string Scaled(double value, string unit) => value.ToString("0.00", CultureInfo.InvariantCulture) + " " + unit;
}
