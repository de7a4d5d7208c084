using System.Data.Common;
using ArchSpec.Tool.Runs;
using ArchSpec.Training.Runs;
using MySqlConnector;

namespace ArchSpec.Tool.Tests.Runs;

[Collection(MariaDbCollection.Name)]
public sealed class MySqlStoreTests : RunStoreFacts
{
    private readonly string database;

    public MySqlStoreTests(MariaDb server)
    {
        server.Require();
        database = server.NewDatabase();
    }

    protected override IRunStore Store() => MariaDb.Store(database);

    protected override DbConnection Open() => MariaDb.Open(database);

    protected override void MakeFirst() => Execute(FirstSchema.MySql + FirstSchema.Rows);

    protected override void MakeNewer()
    {
        Execute("CREATE TABLE archspec_schema (version INT NOT NULL PRIMARY KEY)");
        Execute("INSERT INTO archspec_schema VALUES (99)");
    }

    [SkippableFact]
    public void An_account_that_may_not_change_tables_logs_into_those_of_the_first_version()
    {
        MakeFirst();
        var run = RunSamples.Run(Path.Combine(Folder, "a")) with { Group = new RunGroup("ab", "folds 2", "fold 1/2") };

        Assert.Empty(RunSamples.Log(Limited(), run, 2));
        // Somebody who may brings them up to date, and the same account goes on.
        Log("b", other => other, 1);
        Assert.Empty(RunSamples.Log(Limited(), run with { Id = Guid.NewGuid().ToString("N"), Directory = Directory.CreateDirectory(Path.Combine(Folder, "c")).FullName }, 1));

        Assert.Equal(1, Limited().Runs().Count(row => row.Member == "fold 1/2"));
        Assert.Equal(4, Limited().Runs().Count);
    }

    [SkippableFact]
    public void An_account_that_may_not_change_tables_is_told_what_somebody_else_has_to_run()
    {
        MakeFirst();

        var told = RunSamples.Log(Limited(), RunSamples.Run(Path.Combine(Folder, "a")), 2, table: LogTable.Parse("rice_results"));

        Assert.Contains("this account may not change its tables", told[0], StringComparison.Ordinal);
        Assert.Contains("kept in", told[^1], StringComparison.Ordinal);
        var statements = told[0][(told[0].IndexOf("may run: ", StringComparison.Ordinal) + 9)..];
        Assert.DoesNotContain('\n', statements);
        Execute(statements);
        using var journal = RunJournal.Open(Path.Combine(Folder, "a"));
        Assert.Equal(2, Sender.Send(journal, Limited()));
    }

    [SkippableFact]
    public void An_account_that_may_not_delete_rows_is_told_so_and_nothing_is_removed()
    {
        Log("a", run => run, 2);

        var error = Assert.Throws<RunStoreException>(() => Limited().Remove(Store().Runs()[0]));

        Assert.Contains("DELETE command denied", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, Store().Epochs(Assert.Single(Store().Runs()).RunId).Count);
    }

    private IRunStore Limited() =>
        MariaDb.Store(new MySqlConnectionStringBuilder(database) { UserID = MariaDb.RowsOnlyUser }.ConnectionString);
}
