using ArchSpec.Tool.Runs;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ArchSpec.Tool.Tests.Runs;

/// <summary>What is left where a run is removed.</summary>
public abstract partial class RunStoreFacts
{
    [SkippableTheory]
    [InlineData(null)]
    [InlineData("rice_results")]
    public void Removing_a_run_removes_its_rows_and_no_others(string? table)
    {
        Log("a", run => run, 3, table);
        var gone = Log("b", run => run, 3, table);
        Log("c", run => run, 3, table);
        var plain = table ?? LogTable.DefaultName;
        Execute($"INSERT INTO {plain} (model_name, epoch, timestamp) VALUES ('cnn', 2, '2026-01-01 00:00:00')");

        Assert.Equal(3, Store().Remove(Find(gone)!));
        Assert.Equal(0, Store().Remove(RunRow.From(gone, null)));

        Assert.Equal(["1 1", "2 2", "3 3", "7 1", "8 2", "9 3", "10 2"], Rows(plain, "id", "epoch"));
        Assert.Equal(["1 1", "2 2", "3 3", "7 1", "8 2", "9 3"], Rows("training_logs", "id", "epoch"));
        Assert.Equal(["1 1", "2 2", "3 3", "7 7", "8 8", "9 9"], Rows("archspec_epochs", "training_log_id", "result_id"));
        Assert.Equal(2, Store().Runs().Count);
    }

    [SkippableFact]
    public void Removing_a_run_leaves_rows_whose_numbers_were_given_to_another()
    {
        var first = Log("a", run => run, 1);
        var second = Log("b", run => run, 1);
        // As if the rows of the first had been deleted by hand, and their numbers given out again.
        Execute("DELETE FROM training_logs WHERE id = 1");
        Execute("DELETE FROM CNN_training_results WHERE id = 1");
        Execute("UPDATE training_logs SET id = 1");
        Execute("UPDATE CNN_training_results SET id = 1");
        Execute($"UPDATE archspec_epochs SET training_log_id = 1, result_id = 1 WHERE run_id = '{second.Id}'");

        Store().Remove(Find(first)!);

        Assert.Equal((1, 1, 1), (Count("training_logs"), Count("CNN_training_results"), Count("archspec_epochs")));
    }

    [SkippableFact]
    public void A_removed_run_does_not_come_back_with_a_copy_of_its_folder()
    {
        var run = Log("a", run => run, 3);
        Directory.CreateDirectory(folder["copy"]);
        File.Copy(folder["a/log.db"], folder["copy/log.db"]);
        Store().Remove(Find(run)!);

        Assert.Equal(0, SendAgain("copy"));

        Assert.Empty(Store().Runs());
        Assert.Equal((0, 0), (Count("training_logs"), Count("CNN_training_results")));
    }

    [SkippableFact]
    public void A_removed_run_that_trains_on_is_logged_again()
    {
        var run = Log("a", run => run, 3);
        Store().Remove(Find(run)!);
        using (var journal = RunJournal.Open(folder["a"]))
        {
            journal.Remove(RunRow.From(run, null));
            Assert.Empty(journal.Runs());
            Assert.Equal(0, journal.Unsent(Store().Description.Key));
        }

        Thread.Sleep(2); // times are kept to the millisecond
        Assert.Empty(RunSamples.Log(Store(), run, 2));

        Assert.Equal(2, Find(run)!.Epochs);
        Assert.Equal((2, 2), (Count("training_logs"), Count("CNN_training_results")));
    }

    [SkippableFact]
    public void A_name_that_somebody_put_into_the_database_goes_into_no_statement()
    {
        var run = Log("a", run => run, 1);
        Execute("UPDATE archspec_runs SET log_table = 'training_logs`; DROP TABLE x'");

        Assert.Contains("cannot be the name of a log table", Assert.Throws<RunStoreException>(() => Store().Remove(Find(run)!)).Message, StringComparison.Ordinal);
        Assert.Equal(1, Count("training_logs"));
    }

    [SkippableTheory]
    [InlineData(0, 2)]
    [InlineData(2, 3)]
    [InlineData(2, 6)]
    public void Epochs_of_an_attempt_that_was_given_up_are_gone_at_the_end(int history, int last)
    {
        Log("other", run => run, 5);
        var run = RunSamples.Run(folder["a"]);
        using (var killed = new TrainingLog(Store(), _ => { }, RunSamples.Impatient))
        {
            killed.OnStart(run);
            Enumerable.Range(1, 5).ToList().ForEach(epoch => killed.OnEpoch(RunSamples.Epoch(epoch)));
        }

        using var log = new TrainingLog(Store(), Assert.Fail, RunSamples.Impatient);
        log.OnStart(run);
        log.OnHistory([.. Enumerable.Range(1, history).Select(epoch => RunSamples.Epoch(epoch))]);
        Enumerable.Range(history + 1, last - history).ToList().ForEach(epoch => log.OnEpoch(RunSamples.Epoch(epoch, 0.1)));
        log.OnEnd(RunSamples.Outcome(RunSamples.Epoch(last, 0.1)));

        Assert.Equal(Enumerable.Range(1, last), Store().Epochs(run.Id).Select(epoch => epoch.Epoch));
        Assert.Equal((5 + last, 5 + last), (Count("training_logs"), Count("CNN_training_results")));
        using var journal = RunJournal.OpenToRead(folder["a"]);
        Assert.Equal(Enumerable.Range(1, last), journal.Epochs(run.Id).Select(epoch => epoch.Epoch));
    }

    [SkippableFact]
    public void An_epoch_that_a_kill_kept_from_the_log_is_logged_when_the_run_goes_on()
    {
        var run = RunSamples.Run(folder["a"]);
        using (var killed = new TrainingLog(Store(), _ => { }, RunSamples.Impatient))
        {
            killed.OnStart(run);
            killed.OnEpoch(RunSamples.Epoch(1));
        }

        using var log = new TrainingLog(Store(), Assert.Fail, RunSamples.Impatient);
        log.OnStart(run);
        log.OnHistory([RunSamples.Epoch(1), RunSamples.Epoch(2)]);
        log.OnEpoch(RunSamples.Epoch(3));
        log.OnEnd(RunSamples.Outcome(RunSamples.Epoch(3)));

        Assert.Equal([1, 2, 3], Store().Epochs(run.Id).Select(epoch => epoch.Epoch));
        Assert.Equal((3, 3), (Count("training_logs"), Count("CNN_training_results")));
    }

    [SkippableFact]
    public void A_copy_from_before_a_run_went_on_removes_none_of_its_epochs()
    {
        var run = Log("a", run => run, 2);
        Directory.CreateDirectory(folder["copy"]);
        File.Copy(folder["a/log.db"], folder["copy/log.db"]);
        Thread.Sleep(2); // times are kept to the millisecond
        RunSamples.Log(Store(), run, 4);

        SendAgain("copy");

        Assert.Equal([1, 2, 3, 4], Store().Epochs(run.Id).Select(epoch => epoch.Epoch));
    }

    private int SendAgain(string name)
    {
        using (var changes = new SqliteConnection($"Data Source={folder[name]}/log.db;Pooling=false"))
        {
            changes.Open();
            changes.Execute("DELETE FROM archspec_destinations");
        }

        using var journal = RunJournal.Open(folder[name]);
        var sent = Sender.Send(journal, Store());
        Assert.Equal(0, journal.Unsent(Store().Description.Key));
        return sent;
    }
}
