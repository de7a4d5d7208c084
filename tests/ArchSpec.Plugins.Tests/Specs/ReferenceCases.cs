namespace ArchSpec.Plugins.Tests.Specs;

/// <summary>AS05: base, include and weights.</summary>
internal static class ReferenceCases
{
    private const string Base = "\n=== base.yaml\narchspec: 1\ninput: [8, 8, 3]\nlayers:\n  - Conv2D: { filters: 8, kernel_size: 3, name: first }\n  - MaxPooling2D: { name: second }\n";

    public static IReadOnlyList<SpecCase> All { get; } =
    [
        new("a file that is based on itself", "archspec: 1\nbase: ⟦AS0501⟧spec.yaml\n", "spec.yaml → spec.yaml"),
        new("files in a circle", "archspec: 1\nbase: b.yaml\n=== b.yaml\narchspec: 1\nbase: c.yaml\n=== c.yaml\narchspec: 1\nbase: { file: ⟦AS0501⟧spec.yaml }\n", "spec.yaml → b.yaml → c.yaml → spec.yaml"),
        new("a base outside of the folder", "archspec: 1\nbase: ⟦AS0502⟧../other.yaml\n", "--root DIR"),
        new("an absolute base", "archspec: 1\nbase: { file: ⟦AS0502⟧/etc/passwd }\n", "'/etc/passwd' leads out"),
        new("a folder that leads out and in again", "archspec: 1\nbase: ⟦AS0502⟧a/../../other.yaml\n"),
        new("an include outside of the folder", "archspec: 1\ninclude: [⟦AS0502⟧../other.yaml]\ninput: [8, 8, 3]\nlayers: [Flatten]\n"),
        new("weights outside of the folder", "archspec: 1\ninput: [8, 8, 3]\nweights: ⟦AS0502⟧../best.safetensors\nlayers: [Flatten]\n"),
        new("a path with a NUL", "archspec: 1\nbase: ⟦AS0502⟧\"a\\0b\"\n"),
        new("a base that is not there", "archspec: 1\nbase: ⟦AS0503⟧missing.yaml\n", "there is no file 'missing.yaml'"),
        new("an empty path", "archspec: 1\nbase: ⟦AS0503⟧\"\"\n"),
        new("a long chain", "archspec: 1\nbase: 1.yaml\n" + string.Concat(Enumerable.Range(1, 9).Select(i => $"=== {i}.yaml\narchspec: 1\nbase: {(i == 7 ? "⟦AS0504⟧" : "")}{i + 1}.yaml\n")).Replace("base: 10.yaml", "input: [8]\nlayers: [Flatten]", StringComparison.Ordinal), "more than 8 files"),
        new("unknown weights", "archspec: 1\ninput: [8, 8, 3]\nweights: ⟦AS0505⟧imagnet\nlayers: [Flatten]\n", "did you mean 'imagenet'?"),
        new("a base that is a list", "archspec: 1\nbase: ⟦AS0103⟧[a.yaml]\n", "a file, or a mapping with file"),
        new("a base without a file", "archspec: 1\nbase: ⟦AS0102⟧{ until: second }\n", "base needs the key 'file'"),
        new("an unknown key of a base", "archspec: 1\nbase: { file: base.yaml, ⟦AS0101⟧untill: second }" + Base, "did you mean 'until'?"),
        new("an unknown end of a base", "archspec: 1\nbase: { file: base.yaml, until: ⟦AS0302⟧scond }" + Base, "did you mean 'second'?"),
        new("an unknown range of a base", "archspec: 1\nbase: { file: base.yaml, trainable: { from: ⟦AS0302⟧thrid, until: second } }" + Base),
        new("an unknown key of a range", "archspec: 1\nbase: { file: base.yaml, trainable: { ⟦AS0101⟧form: second } }" + Base, "did you mean 'from'?"),
        new("a range that is a word", "archspec: 1\nbase: { file: base.yaml, trainable: ⟦AS0103⟧never }" + Base, "true, false, or a mapping"),
        new("an error in a base", "archspec: 1\nbase: base.yaml\nlayers:\n  - Flatten\n  - Dense: ⟦AS0203⟧x\n=== base.yaml\narchspec: 1\ninput: [8, 8, 3]\nlayers:\n  - ⟦AS0201⟧Covn2D: [8, 3]\n"),
        new("an error in an include", "archspec: 1\ninclude: inner/blocks.yaml\ninput: [8, 8, 3]\nlayers: [A]\n=== inner/blocks.yaml\narchspec: 1\nblocks: { A: { layers: [⟦AS0201⟧Flaten] } }\n"),
        new("a shape inside of an included block", "archspec: 1\ninclude: blocks.yaml\ninput: [8, 8, 3]\nlayers: [A, A]\n=== blocks.yaml\narchspec: 1\nblocks: { A: { layers: [⟦AS0301⟧MaxPooling2D: 9] } }\n", "in A, used at"),
        new("a layer that until cut off", "archspec: 1\nbase: { file: base.yaml, until: first }\nlayers:\n  - Flatten:\n    inputs: ⟦AS0302⟧second" + Base),
        new("a name that the base has", "archspec: 1\nbase: base.yaml\nlayers:\n  - Flatten:\n    name: ⟦AS0303⟧first" + Base),
        new("a name that until set free", "archspec: 1\nbase: { file: base.yaml, until: first }\nlayers:\n  - MaxPooling2D: { name: second }" + Base),
        new("a base without layers", "archspec: 1\nbase: b.yaml\n=== b.yaml\n⟦AS0106⟧archspec: 1\ninput: [8, 8, 3]\n"),
        new("a base without an input", "archspec: 1\nbase: b.yaml\n=== b.yaml\n⟦AS0107⟧archspec: 1\nlayers: [Flatten]\n"),
        new("a base whose input the spec gives", "archspec: 1\ninput: [4, 4, 1]\nbase: b.yaml\n=== b.yaml\narchspec: 1\nlayers: [Flatten]\n"),
    ];
}
