using Dapper;
using Microsoft.Data.Sqlite;

namespace ArchSpec.Tool.Runs;

/// <summary>Opens SQLite files as this program wants them.</summary>
internal static class SqliteFile
{
    /// <summary>The function for the identity that was given last.</summary>
    public const string LastId = "last_insert_rowid()";

    private const int ReadOnly = 8;
    private const int CannotOpen = 14;

    /// <summary>
    /// Opens a file so that a row that was written survives a power cut (write-ahead log, full synchronous), and waits where
    /// another process is writing.
    /// </summary>
    public static SqliteConnection Open(string path, bool create, TimeSpan? timeout = null)
    {
        var connection = Connection(path, create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite);
        try
        {
            connection.Open();
            // SQLite's own waiting looks again after 1, 2, 5 … ms; the client's, which would come next, after 150 ms each.
            var wait = (int)(timeout ?? TimeSpan.FromSeconds(10)).TotalMilliseconds;
            connection.Execute($"PRAGMA busy_timeout = {wait}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file that is only read, also where nothing beside it may be written.</summary>
    public static SqliteConnection OpenToRead(string path)
    {
        SqliteConnection? usual = null;
        try
        {
            usual = Open(path, create: false);
            // It is the first look at the contents that needs the files of the log.
            usual.ExecuteScalar<long>("SELECT COUNT(*) FROM sqlite_master");
            return usual;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is CannotOpen or ReadOnly && IsWhole(path))
        {
            usual?.Dispose();
            // A write-ahead log has two files beside its database, which cannot be made here: without them then.
            var segments = Path.GetFullPath(path).Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString);
            var connection = Connection($"file://{string.Join('/', segments)}?immutable=1", SqliteOpenMode.ReadOnly);
            connection.Open();
            return connection;
        }
    }

    /// <summary>What went wrong with a file, for a person.</summary>
    public static RunStoreException Explain(string path, Exception exception) =>
        new($"SQLite file {path}: {exception.Message}", exception);

    /// <summary>True for what SQLite and the file system throw.</summary>
    public static bool Is(Exception exception) =>
        exception is SqliteException or IOException or UnauthorizedAccessException or InvalidOperationException;

    private static bool IsWhole(string path) => File.Exists(path) && new FileInfo(path + "-wal") is { Exists: false } or { Length: 0 };

    private static SqliteConnection Connection(string source, SqliteOpenMode mode) => new(new SqliteConnectionStringBuilder
    {
        DataSource = source,
        Mode = mode,
        // A pool keeps files open after they are closed, and a run folder could not be deleted.
        Pooling = false,
    }.ConnectionString);
}
