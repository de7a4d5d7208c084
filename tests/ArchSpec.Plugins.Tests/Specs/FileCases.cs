namespace ArchSpec.Plugins.Tests.Specs;

/// <summary>AS00: the file and its YAML.</summary>
internal static class FileCases
{
    public static IReadOnlyList<SpecCase> All { get; } =
    [
        new("an unclosed list", "archspec: 1\ninput: [8, ⟦AS0002⟧8, 3\nlayers: []\n", "bracket"),
        new("a tab as indentation", "⟦AS0002⟧archspec: 1\nlayers:\n\t- Flatten\n", "not YAML"),
        new("lists and mappings over several lines", "archspec: 1\ninput: [\n  8, 8, 3\n]\nlayers:\n  - Conv2D: {\n      filters: 8,\n      kernel_size: [\n        3, 3\n      ],\n    }\n  - Flatten\n"),
        new("a word with options below it", "- Flatten\n  name⟦AS0002⟧: a\n", "does the line above end with ':'?"),
        new("an unknown anchor", "archspec: 1\ninput: ⟦AS0002⟧*shape\n", "'&shape'"),
        new("an alias inside of its own anchor", "archspec: 1\nlayers: &a [⟦AS0002⟧*a]\n", "'&a'"),
        new("deep nesting", "archspec: 1\nlayers: " + new string('[', 31) + "⟦AS0004⟧" + new string('[', 100_000), "32 levels"),
        new("deep nesting of mappings", "archspec: 1\nlayers: " + Deep("{a: ", 30) + "{⟦AS0004⟧a: " + Deep("{a: ", 5000), "32 levels"),
        new("deep nesting through aliases", $"archspec: 1\na: &a {new string('[', 20)}{new string(']', 20)}\nb: {new string('[', 20)}⟦AS0004⟧*a{new string(']', 20)}\n"),
        new("aliases of aliases", Laughs(), "50000"),
        new("aliases of aliases as keys", Laughs() + "? *e\n: 1\n", "50000"),
        new("a tag that names a type", "archspec: 1\nname: ⟦AS0006⟧!!python/object:os.system ls\n", "python/object"),
        new("a tag of its own", "archspec: 1\nlayers: ⟦AS0006⟧!custom [Flatten]\n", "!custom"),
        new("an empty file", "⟦AS0007⟧", "an empty file"),
        new("a file of comments", "⟦AS0007⟧# nothing\n", "an empty file"),
        new("two documents", "archspec: 1\n⟦AS0007⟧---\narchspec: 1\n", "second document"),
        new("a text", "⟦AS0103⟧hello\n", "a mapping that begins with 'archspec: 1'"),
        new("a list as a key", "archspec: 1\ninput: [8, 8, 3]\n? ⟦AS0103⟧[a, b]\n: 1\nlayers: [Flatten]\n", "'a key' must be a word"),
        new("a key given twice", "- Conv2D: { filters: 8, kernel_size: 3, ⟦AS0108⟧filters: 9 }\n", "'filters' is given twice"),
        new("a merge key", "- Dense: { units: 8, ⟦AS0202⟧<<: { use_bias: false } }\n", "'<<'"),
        new("line breaks and terminal sequences in a name", "- Dense: { units: 8, ⟦AS0202⟧\"a\\nb\\e[31m\": 1 }\n", "'a b [31m'"),
    ];

    private static string Deep(string open, int levels) => string.Concat(Enumerable.Repeat(open, levels));

    private static string Laughs() =>
        "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + Ten('b', 'a') + Ten('c', 'b') + Ten('d', 'c')
        + "e: &e [*d, *d, *d, ⟦AS0005⟧*d, *d]\n";

    private static string Ten(char name, char of) => $"{name}: &{name} [{string.Join(", ", Enumerable.Repeat($"*{of}", 10))}]\n";
}
