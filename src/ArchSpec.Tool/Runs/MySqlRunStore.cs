using Dapper;
using MySqlConnector;

namespace ArchSpec.Tool.Runs;

/// <summary>Runs in a MySQL or MariaDB database.</summary>
/// <param name="settings">How to reach it.</param>
public sealed class MySqlRunStore(MySqlSettings settings) : IRunStore
{
    private const string LastId = "LAST_INSERT_ID()";

    // Until the transaction ends nobody else writes this row, also where there is none: a removal waits.
    private const string LockRow = " FOR UPDATE";
    private const int Attempts = 3;

    /// <inheritdoc/>
    public DatabaseDescription Description => settings.Description;

    /// <inheritdoc/>
    public string Probe(TimeSpan timeout) => Guard(() =>
    {
        using var connection = Open(timeout);
        var missing = MySqlUpgrade.Missing(MySqlUpgrade.Layout(connection), LogTable.Default);
        var (_, tls) = connection.QuerySingle<(string Name, string Value)>("SHOW SESSION STATUS LIKE 'Ssl_version'");
        return $"server {connection.ServerVersion}, {(string.IsNullOrEmpty(tls) ? "not encrypted" : tls)}"
            + (missing.Count > 0 ? $"; {missing.Count} tables or columns are added with the next row" : "");
    });

    /// <inheritdoc/>
    public bool Write(RunRow run, IReadOnlyList<EpochRow> epochs) => Guard(() =>
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return WriteOnce(run, epochs);
            }
            catch (MySqlException exception) when (attempt < Attempts && IsRace(exception))
            {
                // Another process sent the same run at the same moment; now its rows are there to be found.
            }
        }
    });

    /// <inheritdoc/>
    public IReadOnlyList<RunRow> Runs() => Guard<IReadOnlyList<RunRow>>(() =>
    {
        using var connection = Open();
        return MySqlUpgrade.Layout(connection).Has("archspec_runs") ? RunTables.Runs(connection) : [];
    });

    /// <inheritdoc/>
    public IReadOnlyList<EpochRow> Epochs(string runId) => Guard<IReadOnlyList<EpochRow>>(() =>
    {
        using var connection = Open();
        return MySqlUpgrade.Layout(connection).Has("archspec_epochs") ? RunTables.Epochs(connection, runId) : [];
    });

    /// <inheritdoc/>
    public int Remove(RunRow run) => Guard(() =>
    {
        using var connection = Open();
        var layout = MySqlUpgrade.Apply(connection, LogTable.Of(run));
        using var transaction = connection.BeginTransaction();
        if (layout.Has("archspec_removed"))
        {
            RunRemoval.Note(transaction, run);
        }

        var epochs = RunRemoval.Remove(transaction, layout, run);
        transaction.Commit();
        return epochs;
    });

    private bool WriteOnce(RunRow run, IReadOnlyList<EpochRow> epochs)
    {
        using var connection = Open();
        // An account without the right to change tables can use those that someone else made for it.
        var layout = MySqlUpgrade.Apply(connection, LogTable.Of(run));
        using var transaction = connection.BeginTransaction();
        if (layout.Has("archspec_removed") && RunRemoval.IsRemoved(transaction, run, LockRow))
        {
            return false;
        }

        RunTables.Write(transaction, LastId, RunColumns.In(layout), run, epochs);
        RemoveGivenUp(transaction, layout, run);
        transaction.Commit();
        return true;
    }

    private static void RemoveGivenUp(MySqlTransaction transaction, TableLayout layout, RunRow run)
    {
        try
        {
            RunRemoval.RemoveGivenUp(transaction, layout, run);
        }
        catch (MySqlException exception) when (exception.ErrorCode == MySqlErrorCode.TableAccessDenied)
        {
            // An account that may not delete leaves them; the run's own row says which epoch was its last.
        }
    }

    private MySqlConnection Open(TimeSpan? timeout = null)
    {
        var connection = new MySqlConnection(settings.ConnectionString(timeout));
        try
        {
            connection.Open();
            connection.Execute("SET time_zone = '+00:00'");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static bool IsRace(MySqlException exception) => exception.ErrorCode is MySqlErrorCode.DuplicateKeyEntry
        or MySqlErrorCode.DuplicateEntryWithKeyName or MySqlErrorCode.LockDeadlock or MySqlErrorCode.TableExists or MySqlErrorCode.DuplicateFieldName;

    private T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (MySqlFailure.Is(exception))
        {
            throw MySqlFailure.Explain(settings, exception);
        }
    }
}
