using ArchSpec.Tool.Completion;

namespace ArchSpec.Tool.Tests.Completion;

/// <summary>The tables that scripts are made of.</summary>
public sealed class CompletionTableTests
{
    private static readonly string[] Shells = ["bash", "zsh", "fish", "powershell"];

    [Fact]
    public void Layers_are_offered_where_an_argument_says_so()
    {
        var value = new CompletedValue(CompletionKind.Layer, []);
        var command = new CommandModel("layers", "", "", [], [], [new ArgumentModel("NAME", "", value, false)]);
        var table = new CompletionTable(command, ["Conv2D", "Dense"]);

        Assert.Equal("words Conv2D Dense", table.Spell(value));
        Assert.All(Shells, shell => Assert.Contains("words Conv2D Dense", CompletionScript.Write(shell, table), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_command_and_option_is_in_every_script()
    {
        var tool = CommandModel.OfTool(new TestConsole());
        foreach (var script in Shells.Select(shell => TestConsole.Run("completion", shell).Out))
        {
            Assert.All(tool.WithAllInside().SelectMany(command => command.Options.SelectMany(option => option.Names)), name => Assert.Contains(name, script, StringComparison.Ordinal));
            Assert.All(tool.WithAllInside(), command => Assert.Contains($"'{command.Path}'", script, StringComparison.Ordinal));
            Assert.DoesNotContain("#TABLES#", script, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_option_that_means_something_else_in_one_command_is_told_apart()
    {
        static CommandModel Command(string name, params OptionModel[] options) => new(name, "", "", [], options, []);
        static OptionModel Data(CompletionKind? kind) => new(["--data"], "X", "", kind is { } value ? new CompletedValue(value, []) : null, false);
        var tool = new CommandModel("", "", "", [Command("a", Data(CompletionKind.Folder)), Command("b", Data(CompletionKind.Folder)), Command("c", Data(CompletionKind.Nothing)), Command("d", Data(null))], [], []);

        var values = new CompletionTable(tool, []).Values.Select(row => $"{row.Path ?? "*"} {string.Join(' ', row.Options)}: {row.Value}");

        Assert.Equal(["c --data: none", "d --data: ", "* --data: folders"], values);
    }

    [Theory]
    [InlineData("train --optimizer", "words SGD Adam AdamW RMSprop Adagrad Adadelta Adamax Nadam Ftrl Lion Lamb")]
    [InlineData("runs --sort", "words accuracy loss start params")]
    [InlineData("train --data", "folders")]
    [InlineData("runs --data", "none")]
    [InlineData("predict --weights", "files safetensors h5 keras pth pt")]
    public void What_an_option_takes_is_read_from_the_attributes_of_its_command(string option, string taken)
    {
        var (path, name) = (option.Split(' ')[0], option.Split(' ')[1]);
        var rows = new CompletionTable(CommandModel.OfTool(new TestConsole()), []).Values;

        Assert.Equal(taken, rows.First(row => (row.Path ?? path) == path && row.Options.Contains(name)).Value);
    }

    [Theory]
    [InlineData("powershell", "POWERSHELL")]
    [InlineData("bash", "Bash")]
    public void The_case_of_a_shells_name_does_not_matter(string shell, string given) =>
        Assert.Equal(TestConsole.Run("completion", shell).Out, TestConsole.Run("completion", given).Out);

    [Fact]
    public void Another_shell_is_refused()
    {
        var (code, _, error) = TestConsole.Run("completion", "tcsh");

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains("bash", error, StringComparison.Ordinal);
        Assert.Contains("tcsh", error, StringComparison.Ordinal);
    }
}
