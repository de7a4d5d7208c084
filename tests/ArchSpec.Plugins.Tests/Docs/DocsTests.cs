using System.Globalization;
using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.Spec;
using ArchSpec.Testing;
using ArchSpec.Yaml;

namespace ArchSpec.Plugins.Tests.Docs;

/// <summary>The docs say what the code does: examples are read, tables and messages compared.</summary>
public sealed class DocsTests
{
    public static TheoryData<string> LayerTypes => [.. BuiltInLayers.Registry.All.Select(layer => layer.Type)];

    // AS08 and AS09 are no errors of specs: of plugins, and of the build of a project. Their tests look at their pages.
    public static TheoryData<string> Codes =>
    [
        .. Directory.GetFiles(RepositoryRoot.In("docs", "errors"), "AS*.md").Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Where(code => !code.StartsWith("AS08", StringComparison.Ordinal) && !code.StartsWith("AS09", StringComparison.Ordinal)),
    ];

    [Fact]
    public void Every_example_of_the_language_is_right()
    {
        var files = new MarkdownPage("spec.md").Blocks.Where(block => block.Language == "yaml").Select(block => MarkdownPage.AsFile(block.Code)).ToList();
        Assert.True(files.Count > 10);

        // Files with a name are there for all examples.
        var shared = files.Where(file => file.Name != "spec.yaml").ToList();
        Assert.All(files, file => Assert.Equal("", Problems([.. shared, ("spec.yaml", file.Text)])));
    }

    [Fact]
    public void The_page_of_the_language_names_every_layer_and_error()
    {
        var page = new MarkdownPage("spec.md").Text;

        Assert.All(BuiltInLayers.Registry.All, layer => Assert.Contains($"(layers/{layer.Type}.md)", page, StringComparison.Ordinal));
        Assert.Contains("(errors/)", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(LayerTypes))]
    public void A_page_of_a_layer_has_its_arguments_and_a_good_example(string type)
    {
        var page = new MarkdownPage("layers", $"{type}.md");
        var layer = BuiltInLayers.Registry.Find(type)!;

        page.Verify(Between(page.Text, "## Arguments\n\n", "\n\n## "), Table(layer));
        Assert.StartsWith($"# {type}\n\n{layer.Summary}", page.Text, StringComparison.Ordinal);
        var examples = page.Blocks.Where(block => block.Language == "yaml").ToList();
        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.Contains(type, example.Code, StringComparison.Ordinal));
        Assert.All(examples, example => Assert.Equal("", Problems([MarkdownPage.AsFile(example.Code)])));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_page_of_an_error_shows_the_message_and_a_fix(string code)
    {
        var page = new MarkdownPage("errors", $"{code}.md");
        var blocks = page.Blocks.ToList();
        Assert.StartsWith($"# {code}: ", page.Text, StringComparison.Ordinal);
        var shown = blocks.FindIndex(block => block.Language == "text");
        if (shown < 1)
        {
            Assert.Contains(code, Specs.UnreadableFileTests.Codes); // a file that a page cannot show
            return;
        }

        if (blocks[0].Language == "json")
        {
            ShowsKeras(code, page, blocks, shown);
            return;
        }

        var bad = blocks.Take(shown).Select(block => MarkdownPage.AsFile(block.Code)).ToList();
        var good = blocks.Skip(shown + 1).Select(block => MarkdownPage.AsFile(block.Code)).ToList();
        var message = Problems(bad, asClassifier: code == "AS0313");

        Assert.Contains($" {code}: ", message, StringComparison.Ordinal);
        page.Verify($"```text\n{blocks[shown].Code}```", $"```text\n{message}```");
        Assert.NotEmpty(good);
        Assert.Equal("", Problems([.. bad.Where(file => good.TrueForAll(other => other.Name != file.Name)), .. good]));
    }

    // A page about a model of Keras shows its JSON.
    private static void ShowsKeras(string code, MarkdownPage page, List<(string Language, string Code)> blocks, int shown)
    {
        var message = Problems(blocks[0].Code);

        Assert.Contains($" {code}: ", message, StringComparison.Ordinal);
        page.Verify($"```text\n{blocks[shown].Code}```", $"```text\n{message}```");
        Assert.All(blocks.Skip(shown + 1).Where(block => block.Language == "json"), block => Assert.Equal("", Problems(block.Code)));

        static string Problems(string json) => string.Concat(Keras.KerasErrorTests.Problems(json).Select(problem => $"{problem}\n"));
    }

    private static string Problems(List<(string Name, string Text)> files, bool asClassifier = false)
    {
        using var folder = new TempFolder();
        foreach (var (name, text) in files)
        {
            folder.Write(name, text);
        }

        var main = files.Any(file => file.Name == "spec.yaml") ? "spec.yaml" : files[0].Name;
        var problems = SpecValidator.ValidateClassifiers([folder.In(main)], BuiltInLayers.Registry).Where(problem => asClassifier || problem.Code != "AS0313");
        return string.Concat(problems.Select(problem => Shown(problem, folder)));
    }

    private static string Shown(Diagnostic problem, TempFolder folder) =>
        problem.ToString().Replace(folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal) + "\n";

    private static string Table(ILayer layer) => layer.Arguments.IsEmpty
        ? "None but those of every layer."
        : "| argument | takes | default | what it is |\n|---|---|---|---|\n" + string.Join('\n', layer.Arguments.Select(Row));

    private static string Row(Argument argument) =>
        $"| `{argument.Name}` | {argument.Takes} | {(argument.IsRequired ? "needed" : Default(argument.Default))} | {argument.Summary} |";

    private static string Default(object? value) => value switch
    {
        null => "`null`",
        bool flag => flag ? "`true`" : "`false`",
        Size2D size => $"`{size.Height}`",
        IReadOnlyList<int> or IReadOnlyList<double> => $"`{YamlText.Of(value)}`",
        _ => string.Create(CultureInfo.InvariantCulture, $"`{value}`"),
    };

    private static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
