using System.Data.Common;
using ArchSpec.Tool.Runs;
using ArchSpec.Training.Runs;
using Dapper;

namespace ArchSpec.Tool.Tests.Runs;

/// <summary>What every store does alike.</summary>
public abstract partial class RunStoreFacts : IDisposable
{
    private readonly TempFolder folder = new();

    protected string Folder => folder.Path;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => folder.Dispose();

    /// <summary>The database of this test, as another process would open it.</summary>
    protected abstract IRunStore Store();

    /// <summary>A connection as a person's who looks at the tables.</summary>
    protected abstract DbConnection Open();

    /// <summary>Makes the database as the first version made it, with a run of two epochs.</summary>
    protected abstract void MakeFirst();

    /// <summary>Makes the database one of a version to come.</summary>
    protected abstract void MakeNewer();

    [SkippableFact]
    public void A_run_has_its_group_and_its_table()
    {
        var group = new RunGroup("00112233445566778899aabbccddeeff", "folds 5", "fold 2/5");
        Log("a", run => run with { Group = group }, 2, "rice_results");

        var run = Assert.Single(Store().Runs());
        Assert.Equal((group.Id, "folds 5", "fold 2/5", "rice_results"), (run.GroupId, run.GroupName, run.Member, run.LogTable));
        Assert.Equal([(1, 0.5), (2, 1 - (1.0 / 3))], Store().Epochs(run.RunId).Select(epoch => (epoch.Epoch, epoch.ValAccuracy!.Value)));
        Assert.Empty(Store().Epochs("unknown"));
    }

    [SkippableFact]
    public void Runs_of_two_tables_have_their_rows_in_their_own()
    {
        Log("a", run => run, 2);
        var second = Log("b", run => run, 3, "select");
        Log("c", run => run, 1, "rice_results");

        Assert.Equal((2, 3, 1, 6), (Count("CNN_training_results"), Count("`select`"), Count("rice_results"), Count("training_logs")));
        Assert.Equal([1, 2, 3], Query<int>(
            $"SELECT r.epoch FROM `select` r JOIN archspec_epochs e ON e.result_id = r.id WHERE e.run_id = '{second.Id}' ORDER BY r.id"));
    }

    [SkippableFact]
    public void A_table_of_another_name_is_all_that_is_made()
    {
        Log("a", run => run, 1, "rice_results");

        Assert.ThrowsAny<DbException>(() => Count("CNN_training_results"));
    }

    [SkippableFact]
    public void A_table_with_columns_of_somebody_else_keeps_them()
    {
        Execute("CREATE TABLE rice_results (id INTEGER PRIMARY KEY " + (this is MySqlStoreTests ? "AUTO_INCREMENT" : "AUTOINCREMENT")
            + ", model_name VARCHAR(99), epoch INT, accuracy REAL, loss REAL, val_accuracy REAL, val_loss REAL, timestamp VARCHAR(99), "
            + "remark VARCHAR(99) DEFAULT 'none')");
        Execute("INSERT INTO rice_results (model_name, epoch, remark) VALUES ('old', 9, 'mine')");

        Log("a", run => run, 2, "rice_results");

        Assert.Equal(["1 9 mine", "2 1 none", "3 2 none"], Rows("rice_results", "id", "epoch", "remark"));
    }

    protected RunInfo Log(string name, Func<RunInfo, RunInfo> change, int epochs, string? table = null)
    {
        var run = change(RunSamples.Run(folder[name]));
        Assert.Empty(RunSamples.Log(Store(), run, epochs, table: table is null ? null : LogTable.Parse(table)));
        return run;
    }

    private RunRow? Find(RunInfo run) => Store().Runs().SingleOrDefault(row => row.RunId == run.Id);

    private List<string> Everything() =>
    [
        .. Rows("CNN_training_results", "id", "model_name", "epoch", "accuracy", "loss", "val_accuracy", "val_loss"),
        .. Query<string>("SELECT train_loss FROM training_logs WHERE model_name = 'old' ORDER BY id"),
    ];

    private List<string> Rows(string table, params string[] columns)
    {
        using var connection = Open();
        using var reader = connection.ExecuteReader($"SELECT {string.Join(", ", columns)} FROM {table} ORDER BY 1");
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        }

        return rows;
    }

    private int Count(string table) => Query<int>($"SELECT COUNT(*) FROM {table}")[0];

    private List<T> Query<T>(string sql)
    {
        using var connection = Open();
        return [.. connection.Query<T>(sql)];
    }

    protected void Execute(string sql)
    {
        using var connection = Open();
        connection.Execute(sql);
    }
}
