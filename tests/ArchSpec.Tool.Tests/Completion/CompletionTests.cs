using ArchSpec.Testing;

namespace ArchSpec.Tool.Tests.Completion;

/// <summary>What real shells offer, with the scripts of <c>completion</c>.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public CompletionTests()
    {
        string[] files = ["cnn.yaml", "two words.yml", "best.safetensors", "photo.jpg", "rice/Ipsala/1.jpg", "rice/notes.yaml"];
        Array.ForEach(files, file => _folder.Write(file, ""));
    }

    public static TheoryData<string, string, string> Lines()
    {
        (string Line, string Offered)[] lines =
        [
            ("dotnet archspec tr", "train"),
            ("dotnet-archspec tr", "train"),
            ("archspec su", "suggest-prune,summary"),
            ("dotnet archspec runs s", "show,sync"),
            ("archspec import k", "keras"),
            ("archspec completion ", "bash,fish,powershell,zsh"),
            ("dotnet archspec train --da", "--data"),
            ("archspec runs best --max-params 9 --mo", "--model"),
            ("archspec import keras --inc", "--include"),
            ("archspec suggest-prune cnn.yaml --mode ", "budget,lossless,safe"),
            ("dotnet archspec train --cache=", "--cache=disk,--cache=off,--cache=ram"),
            ("archspec train --device c", "cpu,cuda"),
            ("archspec train cnn.yaml --on-dead re", "reinitialize"),
            ("archspec runs --state ", "failed,finished,interrupted,running,stopped-early"),
            ("dotnet archspec summary ", "cnn.yaml,rice,two words.yml"),
            ("archspec summary --json tw", "two words.yml"),
            ("archspec summary rice/", "rice/Ipsala,rice/notes.yaml"),
            ("archspec validate cnn.yaml ", "cnn.yaml,rice,two words.yml"),
            ("archspec predict cnn.yaml ph", "photo.jpg"),
            ("archspec evaluate cnn.yaml --weights ", "best.safetensors,rice"),
            ("archspec train cnn.yaml --data ", "rice"),
            ("archspec feature-maps cnn.yaml -o ", "rice"),
            ("archspec report ", "rice"),
        ];
        var rows = new TheoryData<string, string, string>();
        foreach (var shell in new[] { "bash", "zsh", "fish", "powershell" })
        {
            Array.ForEach(lines, line => rows.Add(shell, line.Line, line.Offered));
        }

        return rows;
    }

    [SkippableTheory]
    [MemberData(nameof(Lines))]
    public async Task A_shell_offers_what_may_follow(string shell, string line, string offered)
    {
        var here = new CompletingShell(shell);
        Skip.IfNot(here.IsHere, $"there is no {shell}");

        var found = await here.OfferAsync(_folder, line);

        Assert.Equal(offered.Split(','), found.Select(Relative(line)));
    }

    [SkippableTheory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("powershell")]
    public async Task All_commands_are_offered_where_none_is_named(string shell)
    {
        var here = new CompletingShell(shell);
        Skip.IfNot(here.IsHere, $"there is no {shell}");

        Assert.Equal(CommandNames(), await here.OfferAsync(_folder, "dotnet archspec "));
    }

    [SkippableTheory]
    [InlineData("archspec runs --since ")]
    [InlineData("archspec train cnn.yaml --epochs ")]
    [InlineData("archspec summary cnn.yaml ")]
    [InlineData("archspec train --device=x")]
    public async Task Bash_offers_nothing_where_nothing_is_known(string line)
    {
        Skip.IfNot(new CompletingShell("bash").IsHere, "there is no bash");

        Assert.Empty(await new CompletingShell("bash").OfferAsync(_folder, line));
    }

    [SkippableTheory]
    [InlineData("_dotnet() { COMPREPLY=(build \"of $1\"); }; complete -F _dotnet dotnet")]
    [InlineData("_comp_load() { _dotnet() { COMPREPLY=(build \"of $1\"); }; complete -o default -F _dotnet \"$1\"; }")]
    [InlineData("__load_completion() { _dotnet() { COMPREPLY=(build \"of $1\"); }; complete -F _dotnet \"$1\"; }")]
    public async Task Bash_keeps_what_completed_dotnet_before(string before)
    {
        var bash = new CompletingShell("bash");
        Skip.IfNot(bash.IsHere, "there is no bash");

        Assert.Equal(["build", "of dotnet"], await bash.OfferAsync(_folder, "dotnet new ", before));
        Assert.Equal(["archspec", "build", "of dotnet"], await bash.OfferAsync(_folder, "dotnet ", before));
        Assert.Equal(["show", "sync"], await bash.OfferAsync(_folder, "dotnet archspec runs s", before));
    }

    [SkippableFact]
    public async Task Bash_may_source_the_script_twice()
    {
        var bash = new CompletingShell("bash");
        Skip.IfNot(bash.IsHere, "there is no bash");
        const string Before = "_dotnet() { COMPREPLY=(build); }; complete -F _dotnet dotnet; . \"$1\"";

        Assert.Equal(["build"], await bash.OfferAsync(_folder, "dotnet b ", Before));
    }

    [SkippableFact]
    public async Task Bash_needs_no_variable_to_be_set()
    {
        var bash = new CompletingShell("bash");
        Skip.IfNot(bash.IsHere, "there is no bash");

        Assert.Equal(["train"], await bash.OfferAsync(_folder, "archspec trai", "set -u"));
    }

    public void Dispose() => _folder.Dispose();

    private static string[] CommandNames() =>
        [.. Tool.Completion.CommandModel.OfTool(new TestConsole()).Commands.Select(command => command.Name).Order(StringComparer.Ordinal)];

    // Some shells offer the part behind the last separator alone, since the rest is typed already.
    private static Func<string, string> Relative(string line)
    {
        var typed = line[(line.LastIndexOf(' ') + 1)..];
        var folder = typed[..(typed.LastIndexOfAny(['/', '=']) + 1)];
        return found => found.StartsWith(folder, StringComparison.Ordinal) ? found : folder + found;
    }
}
