namespace ArchSpec.Plugins.Tests.Specs;

/// <summary>AS04: blocks and expressions.</summary>
internal static class BlockCases
{
    public static IReadOnlyList<SpecCase> All { get; } =
    [
        new("an expression outside of a block", "- Dense: ⟦AS0401⟧\"${units}\"\n- Flatten\n", "only a block has parameters"),
        new("an expression in a name outside of a block", "- Dense: 5\n  name: ⟦AS0401⟧\"${prefix}_a\"\n", "only a block has parameters"),
        new("an unclosed expression", Block("a", "Dense: ⟦AS0401⟧\"${a\"", "1"), "without its '}'"),
        new("an empty expression", Block("a", "Dense: ⟦AS0401⟧\"${}\"", "1"), "is no expression"),
        new("an unknown parameter", Block("filters", "Dense: ⟦AS0401⟧\"${filtres}\"", "1"), "did you mean 'filters'?", "the block has filters"),
        new("a division by 0", Block("a", "Dense: ⟦AS0401⟧\"${8 // a}\"", "0"), "divides by 0"),
        new("an overflow", Block("a", "Dense: ⟦AS0401⟧\"${9223372036854775807 + a}\"", "1"), "too large"),
        new("a true division", Block("a", "Dense: ⟦AS0401⟧\"${a / 2}\"", "4"), "(at '/ 2')"),
        new("a word in an expression", Block("a", "Dense: ⟦AS0401⟧\"${a + 1}\"", "relu"), "'a' must be a whole number here, received 'relu'"),
        new("parentheses without end", Block("a", $"Dense: ⟦AS0401⟧\"${{{new string('(', 100_000)}}}\"", "1"), "at most 500 characters"),
        new("a value that is computed too small", Block("a", "Dense: ⟦AS0203⟧\"${a - 5}\"", "1"), "received '-4'"),
        new("a value that is wrong where it was written", Block("a", "Dense: \"${a}\"", "⟦AS0203⟧many"), "Dense: 'units' must be"),
        new("a text that contains an expression", Block("a", "{ Dense: 5, name: \"x_${a}_${a}\" }", "⟦AS0401⟧\"${a}\"")),
        new("a failed name is one error", Block("a", "{ Dense: 5, name: ⟦AS0401⟧\"${b}\" }", "1")),
        new("a failed option in a list is one error", Block("a", "{ Conv2D: { filters: 5, kernel_size: [⟦AS0401⟧\"${b}\", 3] } }", "1")),
        new("a parameter that is never known is not computed before it is", Used("n", "{ Dense: 5, repeat: \"${8 // (n - 1)}\" }", "5")),
        new("a parameter that is a word", Used("a, t", "{ Conv2D: { filters: 8, kernel_size: 1, padding: \"${a}\" }, trainable: \"${t}\", name: \"${a}_1\" }", "[same, false]")),
        new("a default from an earlier parameter", Used("c, half: \"${c // 2}\"", "Dense: \"${half}\"", "8")),
        new("a default from a later parameter", "archspec: 1\ninput: [8, 8, 3]\nblocks:\n  B:\n    parameters: [half: ⟦AS0401⟧\"${c // 2}\", c: 4]\n    layers: [Dense: \"${half}\"]\nlayers:\n- B: [1]\n"),
        new("a name that is no word", Blocks("⟦AS0402⟧my-block: { layers: [Flatten] }"), "letters, digits and '_'"),
        new("a block with the name of a layer type", Blocks("⟦AS0402⟧Dense: { layers: [Flatten] }"), "not a layer type"),
        new("a block that is a list", Blocks("A: ⟦AS0103⟧[Flatten]"), "a mapping with layers"),
        new("a block without layers", Blocks("A: ⟦AS0102⟧{ inline: true }"), "block A needs the key 'layers'"),
        new("a block with an unknown key", Blocks("A: { ⟦AS0101⟧layer: [Flatten] }"), "did you mean 'layers'?"),
        new("blocks that are a list", "archspec: 1\ninput: [8, 8, 3]\nblocks: ⟦AS0103⟧[A]\nlayers: [Flatten]\n"),
        new("a parameter that is an option", Blocks("A: { parameters: [⟦AS0403⟧name], layers: [Flatten] }"), "'name' cannot be a parameter"),
        new("a parameter given twice", Blocks("A: { parameters: [f, ⟦AS0403⟧f], layers: [Flatten] }")),
        new("a parameter that is a list", Blocks("A: { parameters: [⟦AS0103⟧[a]], layers: [Flatten] }"), "a name, or a name with a default"),
        new("a missing parameter", Used("a, b", "Dense: \"${a + b}\"", "1", "⟦AS0204⟧"), "B needs 'b'"),
        new("an unknown parameter in a use", Used("a", "Dense: \"${a}\"", "{ a: 1, ⟦AS0202⟧c: 2 }"), "B has no argument 'c'; it takes a"),
        new("a mistyped parameter in a use", Used("filters", "Dense: \"${filters}\"", "{ ⟦AS0202⟧filtres: 1 }"), "did you mean 'filters'?"),
        new("too many parameters in a use", Used("a", "Dense: \"${a}\"", "[1, ⟦AS0205⟧2]"), "B takes at most 1 arguments (a)"),
        new("a block that uses itself", "archspec: 1\ninput: [8, 8, 3]\nblocks: { A: { layers: [⟦AS0404⟧A] } }\nlayers: [A]\n", "does 'A' use itself?"),
        new("two inputs for a block", "archspec: 1\ninputs: { l: [8, 8, 3], r: [8, 8, 3] }\nblocks: { A: { layers: [Flatten] } }\nlayers:\n- ⟦AS0304⟧A:\n  inputs: [l, r]\n", "A takes one input, received 2"),
        new("two inputs for an inline block", "archspec: 1\ninputs: { l: [8, 8, 3], r: [8, 8, 3] }\nblocks: { A: { inline: true, layers: [Flatten] } }\nlayers:\n- ⟦AS0304⟧A:\n  inputs: [l, r]\n"),
        new("a shape inside of a block", Used("a", "⟦AS0301⟧MaxPooling2D: \"${a}\"", "9"), "MaxPooling2D 'max_pooling2d' in B, used at", "(8,3): pool_size"),
        new("a call of a block", Used("a", "Dense: \"${a}\"", "5") + "- ⟦AS0307⟧reuse: b\n", "'b' (B) cannot be called again"),
        new("a call of an inline block", "archspec: 1\ninput: [8, 8, 3]\nblocks: { A: { inline: true, layers: [Dense: 3] } }\nlayers:\n- A:\n  name: a\n- reuse: ⟦AS0307⟧a\n", "no layer of its own"),
        new("a layer outside of the block", "archspec: 1\ninput: [8, 8, 3]\nblocks: { A: { layers: [{ Flatten: , inputs: ⟦AS0302⟧first }] } }\nlayers:\n- Dense: 3\n  name: first\n- A\n"),
        new("errors in a library", "archspec: 1\nblocks:\n  A:\n    parameters: [a]\n    layers:\n      - ⟦AS0201⟧Covn2D: 3\n      - Dense: { units: \"${a}\", ⟦AS0202⟧b: 3 }\n      - branches: [[Dense: ⟦AS0203⟧x]]\n        join: ⟦AS0201⟧Ad\n      - C: [1, ⟦AS0205⟧2]\n  C: { parameters: [d], layers: [Dense: \"${d}\"] }\n"),
        new("a library", "archspec: 1\nblocks:\n  A: { parameters: [a], layers: [Dense: \"${a}\"] }\n"),
    ];

    private static string Blocks(string block) => $"archspec: 1\ninput: [8, 8, 3]\nblocks: {{ {block} }}\nlayers: [Flatten]\n";

    private static string Block(string parameters, string layer, string argument) => Used(parameters, layer, argument);

    private static string Used(string parameters, string layer, string argument, string mark = "") =>
        $"archspec: 1\ninput: [8, 8, 3]\nblocks:\n  B:\n    parameters: [{parameters}]\n    layers: [{layer}]\nlayers:\n- {mark}B: {argument}\n";
}
