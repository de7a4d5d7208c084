namespace ArchSpec.Tool.Runs;

/// <summary>Which runs a person asks for; what is null asks nothing.</summary>
internal sealed record RunFilter
{
    /// <summary>The model's name, in capitals or not.</summary>
    public string? Model { get; init; }

    /// <summary>One of <see cref="RunState.All"/>; a dash stands for a blank.</summary>
    public string? State { get; init; }

    /// <summary>The earliest start, UTC.</summary>
    public DateTime? Since { get; init; }

    /// <summary>How the data set's fingerprint begins.</summary>
    public string? Data { get; init; }

    /// <summary>A group's name, or how its id begins.</summary>
    public string? Group { get; init; }

    /// <summary>True for a run that is asked for.</summary>
    public bool Fits(RunRow run) =>
        (Model is null || run.ModelName.Equals(Model, StringComparison.OrdinalIgnoreCase))
        && (State is null || run.State.Equals(State.Replace('-', ' '), StringComparison.OrdinalIgnoreCase))
        && (Since is null || run.StartTime >= Since)
        && (Data is null || run.DataFingerprint.StartsWith(Data, StringComparison.OrdinalIgnoreCase))
        && (Group is null || IsOfGroup(run, Group));

    /// <summary>What was asked for, for a sentence that says that there is none: empty where nothing was.</summary>
    public string Words()
    {
        string?[] parts =
        [
            Model is null ? null : $" of '{Model}'",
            State is null ? null : $" that are {State.Replace('-', ' ')}",
            Since is null ? null : $" since {RunText.Time(Since.Value)} UTC",
            Data is null ? null : $" on data {Data}",
            Group is null ? null : $" in group '{Group}'",
        ];
        return string.Concat(parts);
    }

    private static bool IsOfGroup(RunRow run, string group) => run.GroupId is not null
        && (run.GroupName!.Equals(group, StringComparison.OrdinalIgnoreCase)
            || (group.Length > 0 && run.GroupId.StartsWith(group, StringComparison.OrdinalIgnoreCase)));
}
