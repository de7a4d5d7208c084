using ArchSpec.Rewrite;

namespace ArchSpec.Plugins.Tests.Rewrite;

/// <summary>What the text says where stages have gone.</summary>
public sealed class CutTests
{
    [Theory]
    [MemberData(nameof(Cases))]
    public void Stages_go_where_they_stand(RewriteExample example)
    {
        using var files = new RewriteCase(example.Spec);
        var words = example.Changes.Split(' ');
        Assert.Equal(example.Expected.Split("=== ")[0], files.Write(new SpecChanges([], [], new Truncation(words[0], words[1], "why"))));
    }

    public static TheoryData<RewriteExample> Cases =>
    [
        new("in one file", "first flatten", """
            archspec: 1
            input: [8, 8, 3]
            layers:
              - Conv2D: { filters: 4, kernel_size: 3, name: first }
            «  - Conv2D: { filters: 4, kernel_size: 3, name: second }
              - MaxPooling2D: 2
            |  # why
            »  - Flatten

            """),
        new("behind a base, which has no until yet", "first pool", """
            archspec: 1
            base: «base.yaml|{ file: base.yaml, until: first }»«»  # why«/»
            layers:
              - GlobalAveragePooling2D: { name: pool }

            """ + Base),
        new("behind a base with a range", "first pool", """
            archspec: 1
            base: { file: base.yaml, weights: imagenet, trainable: «{ from: second }|false», until: «second|first» }«»  # why«/»
            layers:
            «  - ReLU
            |»  - GlobalAveragePooling2D: { name: pool }

            """ + Base),
        new("behind a base of lines", "first pool", """
            archspec: 1
            base:
              file: base.yaml # below
            «|  until: first  # why
            »  trainable: «{ from: first, until: second }|{ from: first }»
            layers:
              - GlobalAveragePooling2D: { name: pool }

            """ + Base),
    ];

    private const string Base = """
        === base.yaml
        archspec: 1
        input: [8, 8, 3]
        layers:
          - Conv2D: { filters: 4, kernel_size: 3, name: first }
          - Conv2D: { filters: 4, kernel_size: 3, name: second }

        """;
}
