using ArchSpec.Tool.Runs;
using ArchSpec.Tool.Tests.Runs;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ArchSpec.Tool.Tests.Commands;

/// <summary><c>runs rm</c>.</summary>
[Collection(WorkingFolderCollection.Name)]
public sealed class RunsRemoveTests : RunsTests
{
    [Fact]
    public void A_run_and_its_folder_are_removed_and_do_not_come_back()
    {
        var gone = Log("a", "cnn", 0, 2);
        Log("b", "cnn", 1, 3);
        Directory.CreateDirectory("copies/a");
        File.Copy("runs/a/log.db", "copies/a/log.db");

        Assert.Equal((0, ""), (Execute(["runs", "rm", "a", "--yes"]), Error));
        Assert.Equal($"Removed {gone.Id[..8]} (cnn): 2 epochs of SQLite, and {In("runs/a")}.\n", Output);
        Assert.False(Directory.Exists("runs/a"));
        Assert.Equal(0, Execute(["runs", "sync", "runs", "copies"]));

        Assert.Equal(3, Assert.Single(Store.Runs()).Epochs);
        Assert.Equal((3, 3, 3), (Count("training_logs"), Count("CNN_training_results"), Count("archspec_epochs")));
    }

    [Fact]
    public void A_folder_that_is_kept_loses_its_rows_alone()
    {
        Log("a", "cnn", 0, 2);

        Assert.Equal((0, ""), (Execute(["runs", "rm", "a", "--keep-folder", "--yes"]), Error));
        Assert.Equal(0, Execute(["runs", "sync"]));
        Assert.Equal(0, Execute(["runs"]));

        Assert.Equal("No runs yet.\n", Output);
        Assert.True(File.Exists("runs/a/best.safetensors"));
    }

    [Theory]
    [InlineData("y\ny\n", true, true)]
    [InlineData("yes\nn\n", true, false)]
    [InlineData("y\n\n", true, false)]
    [InlineData("n\n", false, false)]
    [InlineData("\n", false, false)]
    [InlineData("", false, false)]
    public void On_a_terminal_it_is_asked_for_rows_and_folder(string typed, bool rows, bool folder)
    {
        var run = Log("a", "cnn", 0, 2);

        Assert.Equal(rows ? 0 : 1, Execute(["runs", "rm", "a"], typed));

        Assert.StartsWith($"Remove {run.Id[..8]} (cnn, 2026-03-01 12:00:00, 2 epochs) from SQLite file {In("archspec.db")}? [y/N] ", Output, StringComparison.Ordinal);
        Assert.Equal((rows, folder), (Store.Runs().Count == 0, !Directory.Exists("runs/a")));
        Assert.Equal(!rows, Output.Contains("Nothing was removed.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("there is no terminal to ask on: say --yes", "a")]
    [InlineData("--folder and --keep-folder exclude each other", "a", "--folder", "--keep-folder", "--yes")]
    [InlineData("RUN")]
    public void What_is_not_said_clearly_removes_nothing(string expected, params string[] arguments)
    {
        Log("a", "cnn", 0, 2);

        Assert.Equal(2, Execute(["runs", "rm", .. arguments]));
        Assert.Contains(expected, Error, StringComparison.Ordinal);
        Assert.Single(Store.Runs());
    }

    [Fact]
    public void A_run_that_is_training_now_is_not_removed_nor_those_beside_it()
    {
        Log("a", "cnn", 0, 2);
        using var living = new TrainingLog(Store, _ => { }, RunSamples.Impatient);
        living.OnStart(RunSamples.Run("runs/b"));

        Assert.Equal(1, Execute(["runs", "rm", "a", "b", "--yes"]));

        Assert.Matches("^error: The run [0-9a-f]{8} in .*/runs/b is training now. Stop it first", Error);
        Assert.True(File.Exists("runs/a/best.safetensors"));
    }

    [Fact]
    public void A_run_that_may_be_training_on_another_machine_needs_force()
    {
        using (var killed = new TrainingLog(Store, _ => { }, RunSamples.Impatient))
        {
            killed.OnStart(RunSamples.Run("runs/a"));
            RunSamples.WaitUntil(() => Store.Runs().Count == 1);
        }

        Directory.Delete("runs", recursive: true);

        Assert.Equal(1, Execute(["runs", "rm", "cnn", "--yes"]));
        Assert.Contains("may be training on another machine", Error, StringComparison.Ordinal);
        Assert.Equal(0, Execute(["runs", "rm", "cnn", "--yes", "--force"]));
        Assert.Empty(Store.Runs());
    }

    [Fact]
    public void The_folder_that_one_works_in_is_not_removed()
    {
        Log("a", "cnn", 0, 2);
        Directory.CreateDirectory("runs/a/deep");
        Environment.CurrentDirectory = In("runs/a/deep");

        Assert.Equal(1, Execute(["runs", "rm", "a", "--runs", In("runs"), "--yes"]));
        Assert.Contains("is in the working folder", Error, StringComparison.Ordinal);
        Assert.True(File.Exists(In("runs/a/best.safetensors")));
    }

    [Fact]
    public void A_folder_that_belongs_to_no_run_is_never_removed_whatever_the_database_says()
    {
        var run = Log("a", "cnn", 0, 2);
        Directory.CreateDirectory("precious");
        File.WriteAllText("precious/log.db", "no journal");
        Directory.Delete("runs", recursive: true);
        Execute("UPDATE archspec_runs SET directory = '" + In("precious") + "'");

        Assert.Equal(0, Execute(["runs", "rm", run.Id, "--folder", "--yes"]));
        Assert.True(File.Exists("precious/log.db"));
    }

    [Fact]
    public void A_database_that_is_down_keeps_the_run_everywhere()
    {
        Log("a", "cnn", 0, 2);
        Environment.SetEnvironmentVariable(RunStores.Variable, "Server=127.0.0.1;Port=1;Database=d;User ID=u;Password=tops3cret");

        Assert.Equal(1, Execute(["runs", "rm", "a", "--yes"]));

        Assert.Contains("error: MySQL at 127.0.0.1:1", Error, StringComparison.Ordinal);
        Assert.True(File.Exists("runs/a/best.safetensors"));
        Assert.Equal(0, Execute(["runs", "show", "a"]));
    }

    private static int Count(string table)
    {
        using var connection = new SqliteConnection("Data Source=archspec.db;Pooling=false");
        return connection.ExecuteScalar<int>($"SELECT COUNT(*) FROM {table}");
    }

    private static void Execute(string sql)
    {
        using var connection = new SqliteConnection("Data Source=archspec.db;Pooling=false");
        connection.Execute(sql);
    }
}
