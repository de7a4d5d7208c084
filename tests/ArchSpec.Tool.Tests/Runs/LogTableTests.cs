using ArchSpec.Tool.Runs;

namespace ArchSpec.Tool.Tests.Runs;

public sealed class LogTableTests
{
    [Theory]
    [InlineData("CNN_training_results")]
    [InlineData("rice")]
    [InlineData("_r2")]
    [InlineData("SELECT")]
    [InlineData("a234567890123456789012345678901234567890123456789012345678901234")]
    public void A_name_of_letters_digits_and_underscores_is_allowed(string name) => Assert.Equal(name, LogTable.Parse(name).Name);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("2rice")]
    [InlineData("rice-results")]
    [InlineData("rice results")]
    [InlineData("rice.results")]
    [InlineData("rice;DROP TABLE training_logs")]
    [InlineData("rice`")]
    [InlineData("rice'")]
    [InlineData("rice\"")]
    [InlineData("rice\n")]
    [InlineData("r\u0456ce")]
    [InlineData("\u0661")]
    [InlineData("a2345678901234567890123456789012345678901234567890123456789012345")]
    public void Any_other_name_is_one_error_that_says_what_is_right(string name)
    {
        var error = Assert.Throws<RunStoreException>(() => LogTable.Parse(name));

        Assert.EndsWith("cannot be the name of a log table: give 1 to 64 of the letters A to Z, digits and _, not beginning with a digit, such as rice_results", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("training_logs")]
    [InlineData("Training_Logs")]
    [InlineData("archspec_runs")]
    [InlineData("ARCHSPEC_anything")]
    [InlineData("sqlite_master")]
    public void A_table_of_another_purpose_is_refused(string name)
    {
        var error = Assert.Throws<RunStoreException>(() => LogTable.Parse(name));

        Assert.Contains("are taken; give another, such as rice_results", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_is_resumed_stays_in_its_table()
    {
        using var folder = new TempFolder();
        var store = new SqliteRunStore(folder["archspec.db"]);
        var run = RunSamples.Run(folder["runs/a"]);
        RunSamples.Log(store, run, 1, table: LogTable.Parse("rice_results"));

        Assert.Empty(RunSamples.Log(store, run, 2));
        var told = RunSamples.Log(store, run, 3, table: LogTable.Parse("other"));

        Assert.Equal("The run goes on in the log table that it began in, rice_results.", Assert.Single(told));
        Assert.Equal("rice_results", Assert.Single(store.Runs()).LogTable);
    }
}
