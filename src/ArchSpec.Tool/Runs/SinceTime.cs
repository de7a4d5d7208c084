using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace ArchSpec.Tool.Runs;

/// <summary>A time in the past as a person gives it: a date (UTC), or how long ago.</summary>
internal static class SinceTime
{
    private const int LongestAgo = 36_500;

    private static readonly string[] Dates = ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ssK"];

    /// <summary>The time, or null for what is none.</summary>
    public static DateTime? Read(string text, DateTime now)
    {
        if (text.Length > 1 && Unit(text[^1]) is { } unit
            && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count <= LongestAgo)
        {
            // A run that began before the calendar did is not asked for.
            return now - (unit * count) is var time && time.Year > 1 ? time : null;
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTime.TryParseExact(text, Dates, CultureInfo.InvariantCulture, Utc, out var date) ? date : null;
    }

    private static TimeSpan? Unit(char letter) => letter switch
    {
        'h' => TimeSpan.FromHours(1),
        'd' => TimeSpan.FromDays(1),
        'w' => TimeSpan.FromDays(7),
        _ => null,
    };
}

/// <summary>Takes only what <see cref="SinceTime"/> reads.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SinceAttribute : ValidationAttribute
{
    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is not string text || SinceTime.Read(text, DateTime.UtcNow) is not null;

    /// <inheritdoc/>
    public override string FormatErrorMessage(string name) =>
        $"--{name} takes a date, such as 2026-03-01 or '2026-03-01 14:30' (UTC), or how long ago, such as 12h, 7d or 2w";
}
