using System.Diagnostics;
using ArchSpec.Tool.Runs;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ArchSpec.Tool.Tests.Runs;

/// <summary>Journals of other versions, and where they may not be written.</summary>
public sealed class JournalTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_journal_of_the_first_version_is_read_and_left_as_it_is()
    {
        Write(FirstSchema.Journal + FirstSchema.Rows);

        using (var journal = RunJournal.OpenToRead(folder["old"]))
        {
            Assert.Equal(("old", 2), (Assert.Single(journal.Runs()).ModelName, journal.Epochs(FirstSchema.RunId).Count));
        }

        Assert.Throws<SqliteException>(() => Write("SELECT group_id FROM archspec_runs"));
    }

    [Fact]
    public void A_journal_of_the_first_version_is_sent()
    {
        Write(FirstSchema.Journal + FirstSchema.Rows);
        var store = new SqliteRunStore(folder["archspec.db"]);

        using var journal = RunJournal.Open(folder["old"]);

        Assert.Equal((2, 0), (Sender.Send(journal, store), Sender.Send(journal, store)));
        Assert.Equal([0.5, 0.75], store.Epochs(FirstSchema.RunId).Select(epoch => epoch.ValAccuracy));
    }

    [Fact]
    public void A_run_of_the_first_version_that_is_resumed_goes_on_in_its_rows()
    {
        Write(FirstSchema.Journal + FirstSchema.Rows);
        var store = new SqliteRunStore(folder["archspec.db"]);

        Assert.Empty(RunSamples.Log(store, RunSamples.Run(folder["old"], "old") with { Id = FirstSchema.RunId }, 3));

        Assert.Equal([1, 2, 3], store.Epochs(FirstSchema.RunId).Select(epoch => epoch.Epoch));
        Assert.Equal(2025, Assert.Single(store.Runs()).StartTime.Year);
    }

    [Fact]
    public void A_newer_journal_is_refused_and_named()
    {
        Write(FirstSchema.Journal + "PRAGMA user_version = 99");

        var reading = Assert.Throws<RunStoreException>(() => RunJournal.OpenToRead(folder["old"]));
        var writing = Assert.Throws<RunStoreException>(() => RunJournal.Open(folder["old"]));

        Assert.Equal(reading.Message, writing.Message);
        Assert.Contains(folder["old/log.db"], reading.Message, StringComparison.Ordinal);
        Assert.Contains("version 99, made by a newer ArchSpec", reading.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_journal_in_a_folder_that_may_not_be_written_is_read()
    {
        Write(FirstSchema.Journal + FirstSchema.Rows + "PRAGMA journal_mode = WAL");
        Skip.IfNot(MayMount("mount", "--bind", folder["old"], folder["old"]), "nothing can be mounted here");
        try
        {
            Skip.IfNot(MayMount("mount", "-o", "remount,ro,bind", folder["old"]), "nothing can be mounted read-only here");
            Assert.ThrowsAny<Exception>(() => File.WriteAllText(folder["old/x"], ""));

            var catalog = RunCatalog.Read(new SqliteRunStore(folder["archspec.db"]), folder["old"]);

            Assert.Equal("", string.Join("; ", catalog.Warnings));
            var run = Assert.Single(catalog.Runs);
            Assert.Equal((FirstSchema.RunId, folder["old"]), (run.RunId, run.Directory));
        }
        finally
        {
            MayMount("umount", folder["old"]);
        }
    }

    private void Write(string sql)
    {
        Directory.CreateDirectory(folder["old"]);
        using var connection = new SqliteConnection($"Data Source={folder["old/log.db"]};Pooling=false");
        connection.Open();
        connection.Execute(sql);
    }

    private static bool MayMount(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
