namespace ArchSpec.Tool.Runs;

/// <summary>A database in the words of messages. It has no password, so whatever prints it prints none.</summary>
/// <param name="Kind"><c>MySQL</c> or <c>SQLite</c>.</param>
/// <param name="Server">Host and port; null for a file.</param>
/// <param name="Database">Name of the database, or the absolute path of the file.</param>
/// <param name="User">Null for a file.</param>
/// <param name="Tls">The TLS mode, and the file of the certificate authority where there is one; null for a file.</param>
public sealed record DatabaseDescription(string Kind, string? Server, string Database, string? User, string? Tls)
{
    /// <summary>
    /// Names the place that rows are sent to, whoever sends them: a run folder remembers by it what has been sent where.
    /// </summary>
    public string Key => Server is null ? $"{Kind}:{Database}" : $"{Kind}://{Server.ToLowerInvariant()}/{Database}";

    /// <inheritdoc/>
    public override string ToString() =>
        Server is null ? $"{Kind} file {Database}" : $"{Kind} at {Server}, database {Database}, user {User}, TLS {Tls}";
}
