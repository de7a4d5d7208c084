namespace ArchSpec.Tool.Tests.Commands;

/// <summary><c>report</c>, and what <c>train</c> leaves of it.</summary>
public sealed class ReportCommandTests(RiceSample rice) : IClassFixture<RiceSample>
{
    [Fact]
    public void A_report_is_written_again_from_the_run_folder_with_images_and_without()
    {
        // The log in the working folder may know runs of earlier tests.
        var name = $"run-{Guid.NewGuid():N}";
        Assert.Equal(ExitCodes.Ok, rice.Run("train", "--run-dir", rice.In("again", name), "--epochs", "1").ExitCode);
        var page = rice.In("again", name, "report.html");
        Assert.True(File.Exists(page));
        File.Delete(page);

        var (plain, output, error) = Tests.TestConsole.Run("report", rice.In("again", name));
        Assert.Equal((ExitCodes.Ok, ""), (plain, error));
        Assert.Contains(page, output, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"confusion\"", File.ReadAllText(page), StringComparison.Ordinal);

        var (full, _, _) = Tests.TestConsole.Run("report", name, "--runs", rice.In("again"), "--data", rice.Data, "--cache-dir", rice.In("cache"), "--device", "cpu");
        Assert.Equal(ExitCodes.Ok, full);
        Assert.Contains("id=\"confusion\"", File.ReadAllText(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Training_without_a_report_leaves_none()
    {
        var (code, output, _) = rice.Run("train", "--run-dir", rice.In("none"), "--epochs", "1", "--no-report");

        Assert.Equal(ExitCodes.Ok, code);
        Assert.False(File.Exists(rice.In("none", "report.html")) || Directory.Exists(rice.In("none", "feature-maps")));
        Assert.DoesNotContain("report", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_is_not_there_is_one_line()
    {
        var (code, _, error) = Tests.TestConsole.Run("report", "nothing", "--runs", rice.In("nowhere"));

        Assert.Equal(ExitCodes.Failed, code);
        Assert.StartsWith("error: No run 'nothing'", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }

    [Fact]
    public void A_run_whose_first_epoch_has_not_ended_is_one_line()
    {
        Assert.Equal(ExitCodes.Ok, rice.Run("train", "--run-dir", rice.In("early"), "--epochs", "1", "--no-report").ExitCode);
        var history = rice.In("early", "history.csv");
        File.WriteAllLines(history, File.ReadAllLines(history).Take(1));

        var (code, _, error) = Tests.TestConsole.Run("report", rice.In("early"));

        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains("there is nothing to report yet", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("report")]
    [InlineData("report", "run", "--on-bad-image", "ignore")]
    [InlineData("report", "run", "--epochs", "3")]
    public void A_wrong_command_line_ends_with_2(params string[] args)
    {
        var (code, _, error) = Tests.TestConsole.Run(args);

        Assert.Equal(ExitCodes.Usage, code);
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
    }
}
