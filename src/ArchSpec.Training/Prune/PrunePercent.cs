using System.Globalization;

namespace ArchSpec.Training.Prune;

/// <summary>Shares as people read them.</summary>
internal static class PrunePercent
{
    /// <summary>A share from 0 to 1 in percent: "0%" is said of nothing at all alone, and "100%" of all.</summary>
    public static string Of(double share)
    {
        var percent = share * 100;
        var looksWhole = Math.Round(percent, 2) is 0 or 100 && percent is not (0 or 100);
        return percent.ToString(looksWhole ? "0.########" : "0.##", CultureInfo.InvariantCulture) + "%";
    }
}
