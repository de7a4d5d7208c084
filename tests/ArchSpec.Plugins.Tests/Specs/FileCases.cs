namespace ArchSpec.Plugins.Tests.Specs;

/// <summary>AS00: the file and its YAML.</summary>
internal static class FileCases
{
    public static IReadOnlyList<SpecCase> All { get; } =
    [
        new("an unclosed list", "archspec: 1\ninput: [8, ⟦AS0002⟧8, 3\nlayers: []\n", "bracket"),
        new("a tab as indentation", "archspec: 1\ninput: (8, 8, 3)\nlayers:\n⟦AS0008⟧\t- Flatten\n", "write '  - Flatten'"),
        new("tabs on several lines", "archspec: 1\nlayers:\n⟦AS0008⟧\t- Conv2D:\n\t\tfilters: 8\n\t- Flatten\n", "write '  - Conv2D:' (… and 2 more like this)"),
        new("a tab among spaces", "- Conv2D:\n⟦AS0008⟧\t  filters: 8\n", "write '    filters: 8'"),
        new("a tab below right arguments", "- Dense:\n    units: 2\n⟦AS0008⟧\tactivation: softmax\n", "write '    activation: softmax'"),
        new("a tab below a line with a dash", "archspec: 1\ninput: [8, 8, 3]\nlayers:\n  - Dense: 2\n⟦AS0008⟧\t- Flatten\n", "write '  - Flatten'"),
        new("a tab within braces", "- Conv2D: {\n⟦AS0008⟧\tfilters: 8, kernel_size: 3 }\n", "a tab indents this line"),
        new("a tab behind a key", "archspec: 1\ninput:\t[8, 8, 3]\nlayers:\n  -\tFlatten\n"),
        new("an item too far to the right", "- Conv2D: { filters: 8, kernel_size: 3 }\n  ⟦AS0009⟧- MaxPooling2D: 2\n- Flatten\n", "2 spaces", "write '- MaxPooling2D: 2'"),
        new("an item that a number would swallow", "- Dense: 3\n  ⟦AS0009⟧- Flatten\n- Dense: 2\n", "write '- Flatten'"),
        new("an item that a word would swallow", "- Flatten\n  ⟦AS0009⟧- Dropout\n", "write '- Dropout'"),
        new("an item with arguments that a word would swallow", "- Flatten\n ⟦AS0009⟧- Dense: 2\n", "write '- Dense: 2'"),
        new("an item too far to the left", "archspec: 1\ninput: [8, 8, 3]\nlayers:\n    - Flatten\n  ⟦AS0009⟧- Dense: 2\n", "write '    - Dense: 2'"),
        new("an argument too far to the right", "- Conv2D:\n    filters: 8\n     ⟦AS0009⟧kernel_size: 3\n", "5 spaces", "write '    kernel_size: 3'"),
        new("an argument too far to the left", "- Conv2D:\n    filters: 8\n   ⟦AS0009⟧kernel_size: 3\n", "write '    kernel_size: 3'"),
        new("a key of the spec that is indented", "archspec: 1\n ⟦AS0009⟧input: [8, 8, 3]\nlayers: [Flatten]\n", "write 'input: [8, 8, 3]'"),
        new("a key of the training that is indented less", "archspec: 1\ninput: [8]\nlayers: [Flatten]\ntraining:\n   epochs: 3\n  ⟦AS0009⟧seed: 4\n", "write '   seed: 4'"),
        new("a key without a blank", "archspec: 1\ninput⟦AS0010⟧:[8, 8, 3]\nlayers: [Flatten]\n", "write 'input: [8, 8, 3]'"),
        new("a key without a blank above another", "archspec: 1\ninput: [8]\nlayers: [Flatten]\ntraining:\n  epochs⟦AS0010⟧:5\n  seed: 3\n", "write 'epochs: 5'"),
        new("a mapping without braces on the line of its key", "- Conv2D: ⟦AS0010⟧filters: 8, kernel_size: 3\n", "write '- Conv2D: { filters: 8, kernel_size: 3 }'"),
        new("a tuple within braces", "- Conv2D: { filters: 8, kernel_size: ⟦AS0011⟧(3, 3) }\n", "received '(3, 3)'; write '[3, 3]'"),
        new("a call within brackets", "archspec: 1\ninput: [8, 8, 3]\nlayers: [⟦AS0011⟧Conv2D(32, 3), Flatten]\n", "write '{ Conv2D: [32, 3] }'"),
        new("a call of a regularizer within braces", "- Dense: { units: 2, kernel_regularizer: ⟦AS0011⟧regularizers.l1_l2(l1=0.1, l2=0.2) }\n", "write '{ l1_l2: { l1: 0.1, l2: 0.2 } }'"),
        new("a quote that is not closed", "archspec: 1\nname: ⟦AS0002⟧\"x\ninput: [8, 8, 3]\nlayers: [Flatten]\n", "this quote is not closed"),
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
        new("line breaks and terminal sequences in a name", "- Dense: { units: 8, ⟦AS0202⟧\"a\\nb\\e[31m\": 1 }\n", "[31m"),
    ];

    private static string Deep(string open, int levels) => string.Concat(Enumerable.Repeat(open, levels));

    private static string Laughs() =>
        "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + Ten('b', 'a') + Ten('c', 'b') + Ten('d', 'c')
        + "e: &e [*d, *d, *d, ⟦AS0005⟧*d, *d]\n";

    private static string Ten(char name, char of) => $"{name}: &{name} [{string.Join(", ", Enumerable.Repeat($"*{of}", 10))}]\n";
}
