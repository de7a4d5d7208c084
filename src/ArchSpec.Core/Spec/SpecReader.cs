using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Expressions;
using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>Reads one spec file, and through it the files that it is based on and includes.</summary>
internal sealed class SpecReader(LayerRegistry registry, SpecFolder folder, SpecLoader loader, DiagnosticBag bag)
{
    private const string What = "a spec";

    private static readonly Argument<string> Kind =
        Argument.Choice("model", "which of Keras's kinds of model the summary shows", ["functional", "sequential"], "functional");

    private readonly Dictionary<string, SpecDocument?> _read = [];

    private SpecDocument? Read(string full, string shownAs, ImmutableArray<string> above)
    {
        if (YamlFile.Read(full, shownAs, loader.Texts.GetValueOrDefault(full), bag) is not ({ } text, { } root))
        {
            return null;
        }

        if (root is not YamlMap map)
        {
            bag.Add(SpecErrors.WrongType(root.Span, What, "a mapping that begins with 'archspec: 1'", root.Received));
            return null;
        }

        var reader = new MapReader(map, What, bag);
        var empty = new SpecDocument { File = shownAs, FullPath = full, Text = text, Root = map };
        return IsKnownVersion(reader) ? Read(reader, empty, above.Add(full)) : null;
    }

    /// <summary>Reads the spec itself, with the list of all files that it needs.</summary>
    public SpecDocument? ReadSpec(string full, string shownAs) =>
        Read(full, shownAs, []) is { } document ? document with { Referenced = [.. _read.Values.OfType<SpecDocument>()] } : null;

    // Files that include the same files over and over ("billion laughs" with includes) are read once each.
    private SpecDocument? ReadOnce(string full, string shownAs, ImmutableArray<string> above)
    {
        if (!_read.TryGetValue(full, out var document))
        {
            _read[full] = document = Read(full, shownAs, above);
        }

        return document;
    }

    private SpecDocument Read(MapReader reader, SpecDocument empty, ImmutableArray<string> files)
    {
        var references = new ReferenceReader(folder, loader, bag, empty, (full, shownAs) => ReadOnce(full, shownAs, files), files);
        var included = references.ReadIncludes(reader.Take("include"));
        var start = references.ReadBase(reader.Take("base"));
        var own = new BlockReader(registry, bag).Read(reader.Take("blocks")).ToList();
        var document = empty with
        {
            Name = reader.TakeWord("name")?.Text ?? start?.Document.Name,
            Kind = reader.Take(Kind) == "sequential" ? ModelKind.Sequential : ModelKind.Functional,
            Inputs = new InputReader(bag).Read(reader),
            Outputs = new OptionReader(bag).ReadNames(reader.Take("outputs"), "outputs") is { IsDefault: false } names ? names : [],
            Layers = new EntryReader(bag).ReadList(WithoutParameters(reader.Take("layers")), "layers"),
            Weights = references.ReadWeights(reader.TakeWord("weights")),
            Training = TrainingReader.Read(reader.Take("training"), bag) ?? start?.Document.Training ?? new TrainingOptions(),
            Base = start,
            Includes = included,
        };
        reader.ReportRest();
        return WithAttempts(document with { Blocks = Combine(own, included.SelectMany(file => file.Document.Blocks.Values), start) }, reader);
    }

    // Only a block has parameters: a "${…}" here is an error.
    private YamlValue? WithoutParameters(YamlValue? layers) => layers is null ? null : Scope.Empty(bag).Resolve(layers);

    // What has been reported as wrong is not reported as missing.
    private static SpecDocument WithAttempts(SpecDocument document, MapReader reader)
    {
        var triesBase = reader.Tries("base");
        var triesInput = triesBase || reader.Tries("input") || reader.Tries("inputs");
        var triesLayers = triesBase || (reader.Tries("layers") && reader.Take("layers") is not YamlList { Items.Length: 0 });
        return document with
        {
            TriesInput = triesInput,
            TriesLayers = triesLayers,
            IsLibrary = !triesInput && !triesLayers && reader.Tries("blocks"),
        };
    }

    // A block's own layers may use every block that its file sees, whatever the order of declaration.
    private ImmutableDictionary<string, BlockDefinition> Combine(
        List<BlockDefinition> own, IEnumerable<BlockDefinition> included, BaseReference? start)
    {
        var blocks = start?.Document.Blocks.ToBuilder() ?? ImmutableDictionary.CreateBuilder<string, BlockDefinition>();
        foreach (var block in included)
        {
            blocks[block.Name] = block;
        }

        foreach (var block in own)
        {
            blocks[block.Name] = block with { Siblings = blocks };
        }

        var checker = new BlockChecker(registry, bag);
        own.ForEach(block => checker.Check(blocks[block.Name]));
        return blocks.ToImmutable();
    }

    // Another version has other keys: to complain about each of them would help nobody.
    private bool IsKnownVersion(MapReader reader)
    {
        if (reader.Require("archspec") is not { } version || version is YamlScalar { Text: "1" })
        {
            return true;
        }

        bag.Add(SpecErrors.UnsupportedVersion(version.Span, version.Received));
        return false;
    }
}
