namespace ArchSpec.Tool.Runs;

/// <summary>
/// One version of the tables, as what it adds to the one before. Steps only ever add, so no row is lost and an older tool goes
/// on writing to a newer database.
/// </summary>
/// <param name="Version">Counts from 1.</param>
/// <param name="Changes">In their order.</param>
internal sealed record SchemaStep(int Version, IReadOnlyList<SchemaChange> Changes)
{
    /// <summary>The version that this tool writes.</summary>
    public const int Latest = 2;

    /// <summary>The error for a database that a newer tool has changed: what its tables mean cannot be known here.</summary>
    public static RunStoreException Newer(string database, long version) => new(
        $"{database}: its tables are of version {version}, made by a newer ArchSpec; this one knows versions up to {Latest}. "
        + "Update the tool (dotnet tool update ArchSpec.Tool)")
    {
        // It will not be otherwise for the rows of another run.
        Unreachable = true,
    };
}

/// <summary>
/// A table or a column that is added where it is missing: so it may be tried again after half of a step, or by two processes.
/// </summary>
/// <param name="Table">The table that is made or added to.</param>
/// <param name="Column">The column that is added; null for the table itself.</param>
/// <param name="Statement">What adds it.</param>
internal sealed record SchemaChange(string Table, string? Column, string Statement);
