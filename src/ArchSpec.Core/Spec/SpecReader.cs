using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>Reads one spec file, and through it the files that it is based on and includes.</summary>
internal sealed class SpecReader(LayerRegistry registry, SpecFolder folder, DiagnosticBag bag)
{
    private const string What = "a spec";

    private static readonly Argument<string> Kind =
        Argument.Choice("model", "which of Keras's kinds of model the summary shows", ["functional", "sequential"], "functional");

    /// <summary>Reads a file.</summary>
    /// <param name="full">Where it is.</param>
    /// <param name="shownAs">How messages name it.</param>
    /// <param name="above">The files that led here, outermost first.</param>
    public SpecDocument? Read(string full, string shownAs, ImmutableArray<string> above)
    {
        if (YamlFile.Read(full, shownAs, bag) is not ({ } text, { } root))
        {
            return null;
        }

        if (root is not YamlMap map)
        {
            bag.Add(SpecErrors.WrongType(root.Span, What, "a mapping that begins with 'archspec: 1'", root.Received));
            return null;
        }

        var empty = new SpecDocument { File = shownAs, FullPath = full, Text = text };
        return Read(new MapReader(map, What, bag), empty, above.Add(full));
    }

    private SpecDocument Read(MapReader reader, SpecDocument empty, ImmutableArray<string> files)
    {
        CheckVersion(reader);
        var references = new ReferenceReader(folder, bag, empty, (full, shownAs) => Read(full, shownAs, files), files);
        var included = references.ReadIncludes(reader.Take("include"));
        var start = references.ReadBase(reader.Take("base"));
        var own = new BlockReader(registry, bag).Read(reader.Take("blocks")).ToList();
        var document = empty with
        {
            Name = reader.TakeWord("name")?.Text ?? start?.Document.Name,
            Kind = reader.Take(Kind) == "sequential" ? ModelKind.Sequential : ModelKind.Functional,
            Inputs = new InputReader(bag).Read(reader),
            Outputs = new EntryReader(bag).ReadNames(reader.Take("outputs"), "outputs") is { IsDefault: false } names ? names : [],
            Layers = new EntryReader(bag).ReadList(reader.Take("layers"), "layers"),
            Weights = references.ReadWeights(reader.TakeWord("weights")),
            Training = TrainingReader.Read(reader.Take("training"), bag) ?? start?.Document.Training ?? new TrainingOptions(),
            Base = start,
        };
        reader.ReportUnknown();
        return document with { Blocks = Combine(own, included, start) };
    }

    // A block's own layers may use every block that its file sees, whatever the order of declaration.
    private static ImmutableDictionary<string, BlockDefinition> Combine(
        List<BlockDefinition> own, IEnumerable<BlockDefinition> included, BaseReference? start)
    {
        var blocks = start?.Document.Blocks.ToBuilder() ?? ImmutableDictionary.CreateBuilder<string, BlockDefinition>();
        foreach (var block in included)
        {
            blocks[block.Name] = block;
        }

        var siblings = new Dictionary<string, BlockDefinition>(blocks);
        foreach (var block in own)
        {
            siblings[block.Name] = block with { Siblings = siblings };
        }

        return siblings.ToImmutableDictionary();
    }

    private void CheckVersion(MapReader reader)
    {
        if (reader.Require("archspec") is { } version && version is not YamlScalar { Text: "1" })
        {
            bag.Add(SpecErrors.UnsupportedVersion(version.Span, version.Received));
        }
    }
}
