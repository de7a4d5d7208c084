using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.Rewrite;
using ArchSpec.Spec;
using ArchSpec.Testing;

namespace ArchSpec.Core.Tests.Rewrite;

public sealed class RewrittenSpecTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void A_spec_gets_a_new_name_and_brings_what_it_includes()
    {
        var files = Rewrite(
            [("spec.yaml", "archspec: 1\ninclude: [nets/blocks.yaml]\ninput: [8, 8, 3]\nlayers: [Flatten]\n"), ("nets/blocks.yaml", Blocks)],
            ("spec.yaml", "8, 8", "9, 9"));

        Assert.Equal(["small.yaml new", "nets/blocks.yaml"], Names(files));
        Assert.Equal("archspec: 1\ninclude: [nets/blocks.yaml]\ninput: [9, 9, 3]\nlayers: [Flatten]\n", files[0].Text);
        Assert.Equal(Blocks, files[1].Text);
    }

    [Fact]
    public void A_base_that_stays_as_it_is_comes_along()
    {
        var files = Rewrite([("spec.yaml", Derived("base.yaml")), ("base.yaml", Base)], ("spec.yaml", "Flatten", "Dense"));

        Assert.Equal(["small.yaml new", "base.yaml"], Names(files));
        Assert.Equal(Base, files[1].Text);
        Assert.Contains("base: base.yaml\n", files[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("base.yaml", "small.base.yaml", "base: small.base.yaml\n")]
    [InlineData("nets/base.yaml", "nets/small.base.yaml", "base: nets/small.base.yaml\n")]
    [InlineData("\"a folder/base.yaml\"", "a folder/small.base.yaml", "base: \"a folder/small.base.yaml\"\n")]
    public void A_base_that_changes_becomes_a_copy_beside_it(string reference, string copy, string line)
    {
        var files = Rewrite([("spec.yaml", Derived(reference)), (reference.Trim('"'), Base)], (reference.Trim('"'), "8, 8", "9, 9"));

        Assert.Equal(["small.yaml new", $"{copy} new"], Names(files));
        Assert.Equal(Derived(reference).Replace($"base: {reference}\n", line, StringComparison.Ordinal), files[0].Text);
        Assert.Equal(Base.Replace("8, 8", "9, 9", StringComparison.Ordinal), files[1].Text);
    }

    [Fact]
    public void A_base_of_a_base_is_copied_with_all_that_lead_to_it()
    {
        var files = Rewrite(
            [
                ("spec.yaml", Derived("nets/middle.yaml")),
                ("nets/middle.yaml", "archspec: 1\nbase: { file: deep/base.yaml } # the start\ninclude: ../blocks.yaml\nlayers: [Flatten]\n"),
                ("nets/deep/base.yaml", Base),
                ("blocks.yaml", Blocks),
            ],
            ("nets/deep/base.yaml", "8, 8", "9, 9"));

        Assert.Equal(["small.yaml new", "nets/small.middle.yaml new", "nets/deep/small.base.yaml new", "blocks.yaml"], Names(files));
        Assert.Contains("base: { file: deep/small.base.yaml } # the start\ninclude: ../blocks.yaml\n", files[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spec_without_edits_is_the_same_text()
    {
        var files = Rewrite([("spec.yaml", Derived("base.yaml")), ("base.yaml", Base)]);

        Assert.Equal(["small.yaml new", "base.yaml"], Names(files));
        Assert.Equal(Derived("base.yaml"), files[0].Text);
    }

    public void Dispose() => _folder.Dispose();

    private const string Base = "archspec: 1\ninput: [8, 8, 3]\nlayers: [Flatten] # end";

    private const string Blocks = "archspec: 1\nblocks: { B: { parameters: [n], layers: [Flatten] } }\n";

    private static string Derived(string file) => $"archspec: 1\nbase: {file}\nlayers: [Flatten]\n";

    private static List<string> Names(IEnumerable<RewrittenFile> files) => [.. files.Select(file => file.Path.Replace('\\', '/') + (file.IsNew ? " new" : ""))];

    private IReadOnlyList<RewrittenFile> Rewrite((string Name, string Text)[] files, params (string Name, string Old, string New)[] changes) =>
        Rewrite([], files, changes);

    private IReadOnlyList<RewrittenFile> Rewrite(string[] made, (string Name, string Text)[] files, params (string Name, string Old, string New)[] changes)
    {
        foreach (var (name, text) in files)
        {
            _folder.Write(name, text);
        }

        // No layer types are known here, which is reported; the files are read all the same.
        var document = new SpecLoader(new LayerRegistry([])).Load(_folder.In("spec.yaml"), new DiagnosticBag())!;
        var all = document.Referenced.Append(document).ToList();
        var edits = changes.Select(change =>
        {
            var file = all.Single(file => file.FullPath == Path.GetFullPath(_folder.In(change.Name)));
            var start = file.Text.IndexOf(change.Old, StringComparison.Ordinal);
            return new SpecEdit(new SourceSpan(file.File, 1, 1, start, start + change.Old.Length), change.New);
        });
        return RewrittenSpec.Of(document, edits.ToLookup(edit => edit.Span.File), new RewriteTarget("small.yaml") { Made = made.ToHashSet() });
    }
}
