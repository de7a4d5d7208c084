using ArchSpec.Tool.Doctor;

namespace ArchSpec.Tool.Tests.Doctor;

public sealed class ConfiguredDatabaseTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void Without_the_variable_it_is_a_file_in_the_working_folder(string? value)
    {
        var report = ConfiguredDatabase.Describe(value, "/work");

        Assert.Equal((CheckState.Ok, false, "SQLite"), (report.State, report.Configured, report.Kind));
        Assert.Equal(Path.Combine("/work", "archspec.db"), report.Database);
    }

    [Theory]
    [InlineData("Server=db;Database=runs;User ID=ada;Password=SECRET")]
    [InlineData("host=db;initial catalog=runs;uid=ada;pwd=SECRET")]
    [InlineData("mysql://ada:SECRET@db/runs")]
    public void Server_database_and_user_are_told_and_the_password_is_not(string value)
    {
        var report = ConfiguredDatabase.Describe(value, "/work");

        Assert.Equal(("db", "runs", "ada"), (report.Server, report.Database, report.User));
        Assert.DoesNotContain("SECRET", report.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SECRET")]
    [InlineData("Password=SECRET;broken")]
    [InlineData("Password=SECRET")]
    [InlineData("mysql://ada:SEC RET@:x/")]
    public void What_cannot_be_read_is_a_failure_that_repeats_nothing_of_it(string value)
    {
        var report = ConfiguredDatabase.Describe(value, "/work");

        Assert.Equal(CheckState.Failed, report.State);
        Assert.DoesNotContain("SEC", report.ToString(), StringComparison.Ordinal);
    }
}
