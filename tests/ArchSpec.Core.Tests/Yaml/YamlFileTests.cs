using ArchSpec.Diagnostics;
using ArchSpec.Yaml;

namespace ArchSpec.Core.Tests.Yaml;

public sealed class YamlFileTests
{
    private readonly DiagnosticBag _bag = new();

    [Fact]
    public void Values_keep_their_places()
    {
        const string Text = "a: 12\nb: [x, 'y z']\nc: { d: }\n";
        var root = Assert.IsType<YamlMap>(YamlFile.Parse(Text, "f.yaml", _bag));

        Assert.Equal("12", Text[Range(root.Entries[0].Value)]);
        Assert.Equal("[x, 'y z']", Text[Range(root.Entries[1].Value)]);
        Assert.Equal("'y z'", Text[Range(((YamlList)root.Entries[1].Value).Items[1])]);
        Assert.Equal("c", Text[Range(root.Entries[2].Key)]);
        Assert.Equal((2, 4), (root.Entries[1].Value.Span.Line, root.Entries[1].Value.Span.Column));
    }

    [Fact]
    public void Quotes_make_text_of_a_number_and_of_nothing()
    {
        var items = ((YamlList)YamlFile.Parse("[5, '5', ~, '~', '', null]", "f.yaml", _bag)!).Items.Cast<YamlScalar>().ToList();

        Assert.Equal([false, true, false, true, true, false], items.Select(item => item.Quoted));
        Assert.Equal([false, false, true, false, false, true], items.Select(item => item.IsNull));
        Assert.Equal(["'5'", "the text '5'", "nothing"], items.Take(3).Select(item => item.Received));
    }

    [Fact]
    public void An_alias_is_its_anchors_value()
    {
        var root = (YamlMap)YamlFile.Parse("a: &x [1, 2]\nb: *x\n", "f.yaml", _bag)!;

        var (anchor, alias) = ((YamlList)root.Entries[0].Value, (YamlList)root.Entries[1].Value);
        Assert.Equal(anchor.Items.AsEnumerable(), alias.Items.AsEnumerable());
        Assert.Equal(anchor.Span, alias.Span);
    }

    // Broken texts of all kinds: cut off, doubled and mixed up. A text is read or refused; nothing else may happen.
    [Fact]
    public void No_text_makes_it_fail()
    {
        const string Good = "archspec: 1\ninput: &s [8, 8, 3]\nx: {a: *s, 'b': \"c\\n\", ? [k] : !t v}\nl:\n  - - |\n     text\n  - >-\n    folded\n  - %x @y `z\n# c\n--- \n...\n";
        var random = new Random(7);
        for (var round = 0; round < 5_000; round++)
        {
            var text = Good.ToCharArray().ToList();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                var at = random.Next(text.Count);
                switch (random.Next(4))
                {
                    case 0: text.RemoveRange(at, text.Count - at); break;
                    case 1: text.RemoveAt(at); break;
                    case 2: text.Insert(at, "{}[]:,-?&*!|>'\"%@`#\n\t \0\u00e4\ud83d"[random.Next(25)]); break;
                    default: text[at] = Good[random.Next(Good.Length)]; break;
                }

                if (text.Count == 0)
                {
                    break;
                }
            }

            var bag = new DiagnosticBag();
            Assert.True(YamlFile.Parse(string.Concat(text), "f.yaml", bag) is not null || bag.HasErrors, string.Concat(text));
        }
    }

    private static Range Range(YamlValue value) => value.Span.Start..value.Span.End;
}
