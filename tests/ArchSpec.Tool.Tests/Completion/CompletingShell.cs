using System.Diagnostics;
using ArchSpec.Testing;

namespace ArchSpec.Tool.Tests.Completion;

/// <summary>A real shell that completes with the script which the tool writes for it.</summary>
internal sealed class CompletingShell
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _name;
    private readonly string _program;
    private readonly string[] _options;
    private readonly string _driver;

    public CompletingShell(string name)
    {
        _name = name;
        (_program, _options, _driver) = name switch
        {
            "bash" => ("bash", ["--norc", "--noprofile"], "drive.bash"),
            "zsh" => ("zsh", ["-f"], "drive.zsh"),
            "fish" => ("fish", ["--no-config"], "drive.fish"),
            _ => ("pwsh", (string[])["-NoProfile", "-File"], "drive.ps1"),
        };
    }

    /// <summary>Whether this machine has the shell.</summary>
    public bool IsHere => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, _program)) || File.Exists(Path.Combine(folder, _program + ".exe")));

    /// <summary>What it offers at the end of a line, without the ways in which shells quote a space and mark a folder.</summary>
    /// <param name="folder">Where the person is.</param>
    /// <param name="line">What is typed.</param>
    /// <param name="before">For bash: what the person's own start-up file says.</param>
    public async Task<string[]> OfferAsync(TempFolder folder, string line, string before = "")
    {
        using var home = new TempFolder();
        var script = home.Write("script.ps1", TestConsole.Run("completion", _name).Out);
        using var process = Process.Start(StartInfo(folder, home, [script, line, .. before.Length > 0 ? [before] : Array.Empty<string>()]))!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Patience);

        Assert.Equal("", await error);
        var lines = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [.. lines.Select(Plain).Distinct().Order(StringComparer.Ordinal)];
    }

    private ProcessStartInfo StartInfo(TempFolder folder, TempFolder home, string[] arguments) => new(
        _program, [.. _options, RepositoryRoot.In("tests", "ArchSpec.Tool.Tests", "Completion", _driver), .. arguments])
    {
        WorkingDirectory = folder.Path,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { ["HOME"] = home.Path, ["TERM"] = "dumb", ["LC_ALL"] = "C.UTF-8" },
    };

    private static string Plain(string offered) => offered.Replace("\\", "", StringComparison.Ordinal).Trim('\'').TrimEnd('/');
}
