using System.Diagnostics;

namespace ArchSpec.Tool.Tests.Commands;

/// <summary>What the tool prints on a terminal, which util-linux's <c>script</c> plays.</summary>
public sealed class TerminalTests : IDisposable
{
    private const string Escape = "\u001b";
    private const string Program = "script";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly RiceSample _rice = new();

    [SkippableTheory]
    [InlineData("dumb", "1")]
    [InlineData("dumb", "")]
    public async Task A_terminal_that_can_nothing_gets_plain_lines(string terminal, string noColor)
    {
        var output = await OnTerminalAsync(terminal, noColor, _rice.Arguments("train", "--epochs", "2", "--no-report"));

        Assert.Contains("Epoch 2/2 - ", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Escape, output, StringComparison.Ordinal);
        Assert.DoesNotContain("━", output, StringComparison.Ordinal);
    }

    // Colours are ESC [ NUMBERS m. What .NET says to a terminal at its start is none.
    [SkippableTheory]
    [InlineData("1")]
    [InlineData("")]
    public async Task There_are_no_colours(string noColor)
    {
        string[][] lines = [["--help"], ["summary", "--help"], ["summary", "missing.yaml"], ["evaluate"], ["runs", "show"], ["nope"]];
        foreach (var line in lines)
        {
            Assert.DoesNotMatch(@"\x1b\[[0-9;]*m", await OnTerminalAsync("xterm-256color", noColor, line));
        }
    }

    [SkippableFact]
    public async Task Other_terminals_get_a_bar() =>
        Assert.Contains("━", await OnTerminalAsync("xterm", "", _rice.Arguments("train", "--epochs", "1", "--no-report")), StringComparison.Ordinal);

    public void Dispose() => _rice.Dispose();

    private async Task<string> OnTerminalAsync(string terminal, string noColor, params string[] arguments)
    {
        Skip.IfNot(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "there is no script(1)");
        string[] words = ["dotnet", Path.Combine(AppContext.BaseDirectory, "dotnet-archspec.dll"), .. arguments];
        using var process = Process.Start(new ProcessStartInfo(Program, ["-qec", string.Join(' ', words.Select(word => $"'{word}'")), _rice.In("typescript")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _rice.In(),
            Environment = { ["TERM"] = terminal, ["NO_COLOR"] = noColor },
        })!;
        try
        {
            return await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
