using ArchSpec.Spec;
using ArchSpec.Testing;

namespace ArchSpec.Plugins.Tests.Specs;

/// <summary>Specs with words of other specs in the place of their own: whatever they say, reading them ends in messages.</summary>
public sealed class MutatedSpecTests
{
    private static readonly string[] Words =
    [
        "Conv2D", "Dense", "Flatten", "Add", "Concatenate", "A", "B", "0", "-1", "2147483647", "5", "~", "[]", "{}", "[[]]", "\"\"", "\"${a}\"",
        "\"${a // 0}\"", "*x", "&x 5", "input", "layers:", "blocks:", "base:", "inputs:", "outputs:", "name:", "trainable: false", "repeat: 3",
        "branches:", "join:", "reuse:", "- ", "\n", "  ", ":", ",", "]", "}", "spec.yaml", "true", "sequential", "model: sequential\n", "Sequential:", "Functional: ", "/1",
    ];

    public static TheoryData<string> Titles => SpecErrorTests.Titles;

    [Theory]
    [MemberData(nameof(Titles))]
    public void No_spec_makes_it_fail(string title)
    {
        var (plain, random) = (new MarkedSpec(SpecErrorTests.Find(title).Text).Main, new Random(title.Length));
        if (plain.Length > 5_000)
        {
            return; // large for a reason of its own
        }

        using var folder = new TempFolder();
        for (var round = 0; round < 25; round++)
        {
            var path = folder.Write("spec.yaml", Mutate(plain, random));
            _ = SpecValidator.Validate(path, BuiltInLayers.Registry);
        }
    }

    private static string Mutate(string text, Random random)
    {
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var at = random.Next(text.Length + 1);
            var length = Math.Min(random.Next(0, 12), text.Length - at);
            text = text[..at] + Words[random.Next(Words.Length)] + text[(at + length)..];
        }

        return text;
    }
}
