using System.Data.Common;
using ArchSpec.Tool.Runs;
using ArchSpec.Training.Runs;

namespace ArchSpec.Tool.Tests.Runs;

/// <summary>Databases of other versions.</summary>
public abstract partial class RunStoreFacts
{
    [SkippableFact]
    public void A_database_of_the_first_version_is_read_as_it_is()
    {
        MakeFirst();

        var run = Assert.Single(Store().Runs());

        Assert.Equal(("old", null, null, 2), (run.ModelName, run.GroupId, run.LogTable, Store().Epochs(run.RunId).Count));
        Assert.ThrowsAny<DbException>(() => Query<string>("SELECT group_id FROM archspec_runs"));
    }

    [SkippableFact]
    public void A_database_of_the_first_version_keeps_its_rows_and_takes_new_ones()
    {
        MakeFirst();
        var before = Everything();

        var run = Log("a", run => run with { Group = new RunGroup("ab", "repeat 3", "2") }, 2, "rice_results");

        Assert.Equal(before, Everything().Take(before.Count));
        Assert.Equal(["old", "cnn"], Query<string>("SELECT model_name FROM archspec_runs ORDER BY start_time"));
        Assert.Equal(("repeat 3", "rice_results"), (Find(run)!.GroupName, Find(run)!.LogTable));
        Assert.Equal(2, Store().Remove(Store().Runs().Single(old => old.RunId == FirstSchema.RunId)));
        Assert.Equal(["by hand"], Query<string>("SELECT model_name FROM CNN_training_results"));
    }

    [SkippableFact]
    public void A_step_that_broke_off_is_completed()
    {
        MakeFirst();
        Execute("ALTER TABLE archspec_runs ADD COLUMN member VARCHAR(255)");

        Log("a", run => run with { Group = new RunGroup("ab", "folds 2", "fold 1/2") }, 1);

        Assert.Equal(["fold 1/2"], Query<string>("SELECT member FROM archspec_runs WHERE member IS NOT NULL"));
    }

    [SkippableFact]
    public void Several_at_once_bring_a_database_up_to_date()
    {
        MakeFirst();
        var runs = Enumerable.Range(0, 6).Select(i => RunRow.From(RunSamples.Run(folder[$"{i}"]), null)).ToList();
        var stores = runs.Select(_ => Store()).ToList();

        var threads = runs.Zip(stores).Select(pair => new Thread(() => pair.Second.Write(pair.First, []))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.Equal(7, Store().Runs().Count);
    }

    [SkippableFact]
    public void A_newer_database_is_refused_and_training_goes_on()
    {
        MakeNewer();
        var told = RunSamples.Log(Store(), RunSamples.Run(folder["a"]), 2);

        Assert.Equal(2, told.Count);
        Assert.Contains("training goes on", told[0], StringComparison.Ordinal);
        Assert.Contains("its tables are of version 99, made by a newer ArchSpec; this one knows versions up to 2", told[0], StringComparison.Ordinal);
        Assert.Contains("3 rows of the training log are kept in", told[1], StringComparison.Ordinal);
        Assert.Contains("version 99", Assert.Throws<RunStoreException>(() => Store().Runs()).Message, StringComparison.Ordinal);
        Assert.False(DatabaseState.Of(Store(), DatabaseState.DefaultTimeout).Reachable);
    }
}
