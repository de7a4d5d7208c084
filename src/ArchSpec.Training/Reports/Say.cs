using System.Globalization;

namespace ArchSpec.Training.Reports;

/// <summary>Figures as a person reads them.</summary>
internal static class Say
{
    /// <summary>A share in percent: <c>95.3 %</c>; 100 % and 0 % are said of what is exactly that.</summary>
    public static string Percent(double share) => share switch
    {
        > 0 and < 0.0005 => "< 0.1 %",
        < 1 and > 0.9995 => "> 99.9 %",
        _ when double.IsFinite(share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %"),
        _ => "no number",
    };

    /// <summary>A loss or another figure: four digits that count.</summary>
    public static string Figure(double value) => double.IsFinite(value) ? value.ToString("G4", CultureInfo.InvariantCulture) : "no number";

    /// <summary>A number with its thousands apart.</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>How many of what: <c>1 epoch</c>, <c>2 epochs</c>.</summary>
    public static string Count(long number, string one, string many) => $"{Count(number)} {(number == 1 ? one : many)}";

    /// <summary>A length of time: <c>0.42 s</c>, <c>42 s</c>, <c>3 min 7 s</c>, <c>1 h 2 min</c>.</summary>
    public static string Time(TimeSpan time) => time.TotalSeconds switch
    {
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s"),
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours} h {time.Minutes} min"),
    };

    /// <summary>A moment, in UTC.</summary>
    public static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>Floating-point operations: <c>1.04 GFLOPs</c>.</summary>
    public static string Flops(long flops)
    {
        string[] units = ["", "k", "M", "G", "T", "P", "E"];
        var unit = 0;
        var value = (double)flops;
        for (; value >= 1000; unit++)
        {
            value /= 1000;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value:0.##} {units[unit]}FLOPs");
    }
}
