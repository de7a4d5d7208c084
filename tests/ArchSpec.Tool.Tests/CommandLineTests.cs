using System.Diagnostics;

namespace ArchSpec.Tool.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("doctr")]
    [InlineData("doctor", "--nope")]
    [InlineData("doctor", "extra")]
    [InlineData("doctor", "--libtorch")]
    [InlineData("--nope")]
    public void A_wrong_command_line_ends_with_2_and_one_message(params string[] args)
    {
        var (code, _, error) = TestConsole.Run(args);

        Assert.Equal(ExitCodes.Usage, code);
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_near_name_is_suggested() =>
        Assert.Contains("Did you mean 'doctor'?", TestConsole.Run("doctr").Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("doctor", "--help")]
    public void Help_ends_with_0(params string[] args)
    {
        var (code, output, error) = TestConsole.Run(args);

        Assert.Equal((ExitCodes.Ok, ""), (code, error));
        Assert.Contains("Usage: dotnet archspec", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_command_all_are_listed_and_it_is_a_usage_error()
    {
        var (code, output, _) = TestConsole.Run();

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains("doctor", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_is_one_line() =>
        Assert.Equal(ToolVersion.Text + Environment.NewLine, TestConsole.Run("--version").Out);

    [Theory]
    [InlineData("--version")]
    [InlineData("--help")]
    [InlineData("doctor", "--help")]
    public void What_needs_no_libtorch_database_or_pictures_runs_without_their_libraries(params string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("archspec-bare-").FullName;
        string[] needed = ["dotnet-archspec.dll", "dotnet-archspec.runtimeconfig.json", "McMaster.Extensions.CommandLineUtils.dll"];
        foreach (var file in needed)
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, file), Path.Combine(folder, file));
        }

        using var process = Process.Start("dotnet", [Path.Combine(folder, needed[0]), .. args]);
        process.WaitForExit();
        Directory.Delete(folder, recursive: true);

        Assert.Equal(ExitCodes.Ok, process.ExitCode);
    }
}
