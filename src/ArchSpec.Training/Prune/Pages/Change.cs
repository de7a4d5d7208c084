using System.Globalization;

namespace ArchSpec.Training.Prune.Pages;

/// <summary>How a figure changed, as a person reads it.</summary>
internal static class Change
{
    /// <summary>In percent of what it was: <c>−67.2 %</c>.</summary>
    public static string Percent(double before, double after) =>
        before == 0 ? "" : (100 * (after - before) / before).ToString("+0.0 '%';−0.0 '%';0.0 '%'", CultureInfo.InvariantCulture);

    /// <summary>In percentage points of a share: <c>−0.25 points</c>.</summary>
    public static string Points(double before, double after) =>
        (100 * (after - before)).ToString("+0.00 'points';−0.00 'points';'unchanged'", CultureInfo.InvariantCulture);

    /// <summary>The beginning of a sentence: <c>67.2 % fewer</c>.</summary>
    public static string Less(long before, long after) => before == 0 ? "no" : after <= before
        ? string.Create(CultureInfo.InvariantCulture, $"{100.0 * (before - after) / before:0.0} % fewer")
        : string.Create(CultureInfo.InvariantCulture, $"{100.0 * (after - before) / before:0.0} % more");
}
