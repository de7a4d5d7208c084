using ArchSpec.Tool.Doctor;

namespace ArchSpec.Tool.Tests.Doctor;

public sealed class ConfiguredDatabaseTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void Without_the_variable_it_is_a_file_in_the_working_folder(string? value)
    {
        var report = ConfiguredDatabase.Probe(value, "/work");

        Assert.Equal((CheckState.Ok, false, "SQLite"), (report.State, report.Configured, report.Kind));
        Assert.Equal(Path.Combine("/work", "archspec.db"), report.Database);
    }

    [Theory]
    [InlineData("Server=127.0.0.1;Port=1;Database=runs;User ID=ada;Password=hunter2")]
    [InlineData("host=127.0.0.1;port=1;initial catalog=runs;uid=ada;pwd=hunter2")]
    [InlineData("mysql://ada:hunter2@127.0.0.1:1/runs")]
    public void A_server_that_does_not_answer_is_a_failure_and_the_password_is_not_told(string value)
    {
        var report = ConfiguredDatabase.Probe(value, "/work");

        Assert.Equal((CheckState.Failed, "127.0.0.1:1", "runs", "ada"), (report.State, report.Server, report.Database, report.User));
        Assert.DoesNotContain("hunter2", report.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hunter2")]
    [InlineData("Password=hunter2;broken")]
    [InlineData("Password=hunter2")]
    [InlineData("mysql://ada:hun ter2@:x/")]
    public void What_cannot_be_read_is_a_failure_that_repeats_nothing_of_it(string value)
    {
        var report = ConfiguredDatabase.Probe(value, "/work");

        Assert.Equal(CheckState.Failed, report.State);
        Assert.DoesNotContain("hun", report.ToString(), StringComparison.Ordinal);
    }
}
