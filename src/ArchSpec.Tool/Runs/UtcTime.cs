namespace ArchSpec.Tool.Runs;

/// <summary>Times as both databases keep them: UTC, to the millisecond (MySQL's <c>DATETIME(3)</c>).</summary>
internal static class UtcTime
{
    /// <summary>The present.</summary>
    public static DateTime Now => Of(DateTime.UtcNow);

    /// <summary>A time that is UTC, whatever its kind says: databases hand times back without a kind.</summary>
    public static DateTime Of(DateTime value) =>
        new(value.Ticks - (value.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
}
