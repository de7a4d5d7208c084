using ArchSpec.Testing;
using ArchSpec.Tool.Tests.Commands;
using McMaster.Extensions.CommandLineUtils;
using SyntheticRice;
using Xunit.Abstractions;

namespace ArchSpec.Tool.Tests.Promises;

/// <summary>
/// Every command on a spec, classes, pictures, weights and run folders whose names hold what a terminal obeys, turn lines round, and begin
/// lines of their own: all of it is shown, and none of it is done.
/// </summary>
public sealed class HostileNameTests : IDisposable
{
    private const string Bad = "a\u001b[31m\u202eb\u009b2J\nforged\rforged";
    private const string InYaml = @"a\e[31m\u202Eb\x9B2J\nforged\rforged";

    private readonly TempFolder _folder = new();
    private readonly ITestOutputHelper _output;

    public HostileNameTests(ITestOutputHelper output)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no such file names");
        _output = output;
        RiceFolder.Write(_folder.In("rice"), count: 4, size: 8);
        Directory.CreateDirectory(Data);
        foreach (var (folder, number) in Directory.GetDirectories(_folder.In("rice")).Order().Take(2).Select((folder, number) => (folder, number)))
        {
            Directory.Move(folder, Path.Combine(Data, $"{Bad}{number}"));
        }

        _folder.Write($"{Bad}/spec.yaml", $$"""
            archspec: 1
            name: "{{InYaml}}"
            input: [8, 8, 3]
            layers:
              - Conv2D: { filters: 2, kernel_size: 3, name: "{{InYaml}}" }
              - Flatten
              - Dense: { units: 2, activation: softmax }
            training: { epochs: 1, batch_size: 4 }
            """);
        File.WriteAllText(Path.Combine(Data, $"{Bad}0", $"{Bad}.jpg"), "no picture");
    }

    private string Data => _folder.In(Bad, $"data{Bad}");

    private string Spec => _folder.In(Bad, "spec.yaml");

    private string Run => _folder.In(Bad, $"run{Bad}");

    private string Weights => Path.Combine(Run, "best.safetensors");

    private string Picture => Directory.GetFiles(Path.Combine(Data, $"{Bad}1")).Order().First();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void No_command_obeys_a_name()
    {
        var tried = new HashSet<string>();
        foreach (var (arguments, shows) in Cases())
        {
            var (_, output, error) = TestConsole.Run(arguments);

            var command = string.Join(' ', arguments.TakeWhile(argument => argument.All(letter => char.IsAsciiLetterLower(letter) || letter == '-')));
            tried.Add(command);
            _output.WriteLine($"{command}: {output.Length} and {error.Length} letters");
            Assert.DoesNotContain(output + error, IsObeyed);
            Assert.DoesNotContain((output + error).Split('\n'), line => line.TrimStart().StartsWith("forged", StringComparison.Ordinal));
            Assert.DoesNotContain("unexpected", error, StringComparison.Ordinal);
            Assert.True(!shows || (output + error).Contains(@"\u001B[31m\u202Eb\u009B2J\u000Aforged\u000D", StringComparison.OrdinalIgnoreCase), $"{command} does not show the name: {output}{error}");
        }

        using var console = new TestConsole();
        using var root = RootCommand.Build([], console);
        Assert.Equal([], Leaves(root, "").Where(leaf => !tried.Any(command => $"{command} ".StartsWith($"{leaf} ", StringComparison.Ordinal))));
    }

    private IEnumerable<(string[] Arguments, bool Shows)> Cases()
    {
        string[] data = ["--data", Data, "--device", "cpu", "--cache-dir", _folder.In("cache")];
        string[] skip = [.. data, "--on-bad-image", "skip"];
        yield return (["validate", Spec], false);
        yield return (["validate", _folder.Write($"{Bad}/wrong.yaml", $"archspec: 1\ninput: [8]\nlayers:\n  - \"{InYaml}\"\n")], false);
        yield return (["summary", Spec], true);
        yield return (["summary", Spec, "--json"], false);
        yield return (["export", "keras", Spec, "-o", _folder.In("model.json")], false);
        yield return (["import", "keras", _folder.Write("model.json", $$$"""{"class_name":"Sequential","config":{"name":"{{{InJson}}}","layers":[{"class_name":"{{{InJson}}}","config":{}}]}}""")], false);
        yield return (["data", "check", Spec, .. data[..2]], true);
        yield return (["train", Spec, .. data], false);
        File.Delete(Path.Combine(Data, $"{Bad}0", $"{Bad}.jpg"));
        yield return (["data", "pack", Spec, .. data[..2], "--cache-dir", _folder.In("cache")], false);
        yield return (["train", Spec, .. skip, "--run-dir", Run], false);
        yield return (["sweep", Spec, .. skip, "--set", "training.epochs=1", "--run-dir", Run], false);
        yield return (["evaluate", Spec, .. data, "--weights", Weights], true);
        yield return (["predict", Spec, "--weights", Weights, "--device", "cpu", Picture], true);
        yield return (["predict", Spec, "--weights", Weights, "--device", "cpu", "--csv", Picture], false);
        yield return (["predict", Spec, "--weights", Weights, "--device", "cpu", "--json", Picture], false);
        yield return (["predict", Spec, "--weights", _folder.In(Bad, "none.h5"), "--device", "cpu", Picture], true);
        yield return (["compare", Spec, Spec, "--rounds", "1"], false);
        yield return (["suggest-prune", Spec, .. data, "--weights", Weights, "--dry-run"], false);
        yield return (["feature-maps", Spec, "--weights", Weights, "--device", "cpu", "--image", Picture], false);
        yield return (["report", Run, .. data], false);
        yield return (["runs", "--runs", _folder.In(Bad)], true);
        yield return (["runs", "show", Bad, "--runs", _folder.In(Bad)], false);
        yield return (["runs", "best", "--runs", _folder.In(Bad)], false);
        yield return (["runs", "compare", Bad, Bad, "--runs", _folder.In(Bad)], false);
        yield return (["runs", "sync", _folder.In(Bad)], false);
        yield return (["runs", "rm", Bad, "--runs", _folder.In(Bad), "--yes"], false);
        yield return (["layers", Bad], false);
        yield return (["schema"], false);
        yield return (["doctor"], false);
        yield return (["completion", "bash"], false);
    }

    private static string InJson => string.Concat(Bad.Select(letter => char.IsAsciiLetterOrDigit(letter) ? $"{letter}" : $"\\u{(int)letter:X4}"));

    private static bool IsObeyed(char letter) => (char.IsControl(letter) && letter is not ('\n' or '\t')) || letter is '\u202e';

    private static IEnumerable<string> Leaves(CommandLineApplication command, string path) => command.Commands.Count == 0
        ? [path]
        : command.Commands.SelectMany(inner => Leaves(inner, $"{path} {inner.Name}".Trim()));
}
