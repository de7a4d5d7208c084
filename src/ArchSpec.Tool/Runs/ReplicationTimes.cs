namespace ArchSpec.Tool.Runs;

/// <summary>How patient the sending of rows is.</summary>
public sealed record ReplicationTimes
{
    /// <summary>Pause after the first failure; it doubles with each further one. Default: 1 s.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause. Default: 1 min.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the end of a run waits for the database. Default: 5 s.</summary>
    public TimeSpan AtEnd { get; init; } = TimeSpan.FromSeconds(5);
}
