using System.Diagnostics;
using ArchSpec.Testing;

namespace ArchSpec.Tool.Tests.Commands;

/// <summary>Numbers have a point and messages are English, whatever the system's settings say.</summary>
public sealed class CultureTests : IDisposable
{
    private readonly RiceSample _rice = new();

    [Theory]
    [InlineData("summary", "small.yaml", "--flops", "--device-flops", "1.5e9")]
    [InlineData("summary", "small.yaml", "--json")]
    [InlineData("validate", "missing.yaml")]
    [InlineData("suggest-prune", "--help")]
    [InlineData("suggest-prune", "small.yaml", "--weights", "w", "--data", "rice", "--max-drop", "0,2", "-o", "o.yaml")]
    public async Task The_process_prints_the_same_under_any_language(params string[] arguments)
    {
        var english = await RunAsync("C.UTF-8", "", arguments);

        Assert.Equal(english, await RunAsync("de_DE.UTF-8", "", arguments));
        Assert.Equal(english, await RunAsync("", "tr_TR.UTF-8", arguments));
        Assert.Equal(english, await RunAsync("", "ar_EG.UTF-8", arguments));
    }

    [Theory]
    [InlineData("--max-drop", "0,2")]
    [InlineData("--step", "0,3")]
    [InlineData("--max-drop", "1.000,5")]
    [InlineData("--max-drop", "1,000")]
    [InlineData("--target-flops", "0,5")]
    [InlineData("--target-params", "1,5")]
    public void A_comma_is_no_point(string option, string value)
    {
        var (code, _, error) = _rice.Run("suggest-prune", "--weights", "w.safetensors", "-o", "o.yaml", option, value);

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains($"'{value}'", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_point_is_read_in_a_foreign_culture()
    {
        var (code, _, error) = ForeignCulture.Run(() => _rice.Run("suggest-prune", "--weights", "missing.safetensors", "-o", "o.yaml", "--step", "0.2"));

        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains("missing.safetensors", error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_trained_and_pruned_in_a_foreign_culture_is_written_the_same()
    {
        string[] here = Files("here");
        string[] there = ForeignCulture.Run(() => Files("there"));

        Assert.Equal(here, there);
    }

    public void Dispose() => _rice.Dispose();

    // What has no times in it.
    private string[] Files(string folder)
    {
        string[] last = ["--no-report", "--run-dir", _rice.In(folder, "run")];
        Assert.Equal(ExitCodes.Ok, _rice.Run("train", last).ExitCode);
        var weights = _rice.In(folder, "run", "best.safetensors");
        Assert.Equal(ExitCodes.Ok, _rice.Run("suggest-prune", "--weights", weights, "--mode", "safe", "-o", _rice.In(folder, "smaller.yaml")).ExitCode);
        var (_, predicted, _) = TestConsole.Run("predict", _rice.Spec, _rice.Data, "--weights", weights, "--device", "cpu", "--csv");
        return [File.ReadAllText(_rice.In(folder, "run", "spec.yaml")), File.ReadAllText(_rice.In(folder, "smaller.yaml")), predicted, Figures(_rice.In(folder, "run", "history.csv"))];
    }

    // The columns of the epoch, accuracies and losses.
    private static string Figures(string history)
    {
        var rows = File.ReadLines(history).Select(line => line.Split(',')).ToList();
        var columns = rows[0].Index().Where(column => column.Item.Contains("accuracy", StringComparison.Ordinal) || column.Item.Contains("loss", StringComparison.Ordinal)).Select(column => column.Index).ToList();
        Assert.Equal(4, columns.Count);
        return string.Join('\n', rows.Select(row => string.Join(',', columns.Select(column => row[column]))));
    }

    private async Task<(int, string, string)> RunAsync(string lang, string all, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "dotnet-archspec.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _rice.In(),
            Environment = { ["LANG"] = lang, ["LC_ALL"] = all, ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = null },
        })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return (process.ExitCode, await output, await error);
    }
}
