using System.Text;
using ArchSpec.Tool.Completion;

namespace ArchSpec.Tool.Tests.Help;

/// <summary>The examples of every command's help.</summary>
public sealed class ExampleTests
{
    private const string Heading = "Examples:\n";
    private const string Prompt = "  " + RootCommand.Name + " ";

    public static TheoryData<string> Commands() =>
        [.. CommandModel.OfTool(new TestConsole()).WithAllInside().Select(command => command.Path)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Each_commands_help_ends_with_examples_of_it(string path)
    {
        var (code, help, _) = TestConsole.Run([.. path.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        var examples = Examples(help);

        Assert.Equal(ExitCodes.Ok, code);
        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.StartsWith(path, example, StringComparison.Ordinal));
    }

    // The same parser that runs the command, with its validation, and without running it.
    [Theory]
    [MemberData(nameof(Commands))]
    public void Each_example_is_a_right_command_line(string path)
    {
        foreach (var example in Examples(TestConsole.Run([.. path.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]).Out))
        {
            var words = Words(example);
            using var app = RootCommand.Build([.. words], new TestConsole());
            var command = app.Parse([.. words]).SelectedCommand;

            Assert.Null(command.GetValidationResult()?.ErrorMessage);
            Assert.NotEqual(app, command);
        }
    }

    [Theory]
    [InlineData("evaluate cnn.yaml --data rice")]
    [InlineData("runs --sort best")]
    public void A_wrong_one_would_be_noticed(string line)
    {
        using var app = RootCommand.Build([.. Words(line)], new TestConsole());

        Assert.NotNull(app.Parse([.. Words(line)]).SelectedCommand.GetValidationResult()?.ErrorMessage);
    }

    [Theory]
    [InlineData("runs --group 'folds 5' --json", "runs|--group|folds 5|--json")]
    [InlineData("a  b", "a|b")]
    public void Words_are_read_as_a_shell_reads_them(string line, string words) => Assert.Equal(words.Split('|'), Words(line));

    private static List<string> Examples(string help)
    {
        var text = help.ReplaceLineEndings("\n");
        var at = text.IndexOf(Heading, StringComparison.Ordinal);
        return at < 0 ? [] : [.. text[(at + Heading.Length)..].Split('\n')
            .Where(line => line.StartsWith(Prompt, StringComparison.Ordinal)).Select(line => line[Prompt.Length..])];
    }

    private static List<string> Words(string line)
    {
        var (words, word, isQuoted) = (new List<string>(), new StringBuilder(), false);
        foreach (var letter in line + " ")
        {
            if (letter == '\'')
            {
                isQuoted = !isQuoted;
            }
            else if (letter != ' ' || isQuoted)
            {
                word.Append(letter);
            }
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        return words;
    }
}
