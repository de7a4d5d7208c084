using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>Reads what leads to other files: <c>include</c>, <c>base</c> and <c>weights</c>.</summary>
internal sealed class ReferenceReader(
    SpecFolder folder, SpecLoader loader, DiagnosticBag bag, SpecDocument from, Func<string, string, SpecDocument?> read, ImmutableArray<string> files)
{
    private const int MaxChain = 8;

    private static readonly string[] KnownWeights = [PublishedModel.WeightsName];

    public ImmutableArray<FileReference> ReadIncludes(YamlValue? yaml)
    {
        var names = yaml is null ? [] : new OptionReader(bag).ReadNames(yaml, "include");
        var found = ImmutableArray.CreateBuilder<FileReference>();
        foreach (var name in names.IsDefault ? [] : names)
        {
            if (ReadFile(name) is { } document)
            {
                found.Add(new FileReference(document, name.Span));
            }
        }

        return found.ToImmutable();
    }

    public BaseReference? ReadBase(YamlValue? yaml)
    {
        switch (yaml)
        {
            case null:
                return null;
            case YamlScalar { IsNull: false } file:
                return ReadFile(file) is { } whole ? new BaseReference(whole, file.Span, null, new TrainableRange(true), null) : null;
            case YamlMap map:
                return ReadBase(new MapReader(map, "base", bag));
            default:
                bag.Add(SpecErrors.WrongType(yaml.Span, "base", "a file, or a mapping with file", yaml.Received));
                return null;
        }
    }

    private BaseReference? ReadBase(MapReader reader)
    {
        reader.Require("file");
        var file = reader.TakeWord("file");
        var until = reader.TakeWord("until");
        var trainable = ReadTrainable(reader.Take("trainable"));
        var weights = ReadWeights(reader.TakeWord("weights"));
        reader.ReportRest();
        return file is not null && ReadFile(file) is { } document ? new BaseReference(document, file.Span, until, trainable, weights) : null;
    }

    public WeightsDeclaration? ReadWeights(YamlScalar? yaml)
    {
        if (yaml is null || KnownWeights.Contains(yaml.Text))
        {
            return yaml is null ? null : new WeightsDeclaration(yaml.Text, null, yaml.Span);
        }

        if (!yaml.Text.Contains('.', StringComparison.Ordinal))
        {
            bag.Add(SpecErrors.UnknownWeights(yaml.Span, yaml.Text, KnownWeights));
            return null;
        }

        return Find(yaml, mustExist: !loader.HasTextsOnly) is { } full ? new WeightsDeclaration(yaml.Text, full, yaml.Span) : null;
    }

    private SpecDocument? ReadFile(YamlScalar name)
    {
        if (Find(name) is not { } full)
        {
            return null;
        }

        if (files.Contains(full))
        {
            var chain = files.SkipWhile(file => file != full).Append(full).Select(Path.GetFileName);
            bag.Add(SpecErrors.FileCycle(name.Span, string.Join(" → ", chain)));
            return null;
        }

        if (files.Length >= MaxChain)
        {
            bag.Add(SpecErrors.ChainTooLong(name.Span, MaxChain));
            return null;
        }

        var shownAs = Path.Combine(Path.GetDirectoryName(from.File) ?? "", name.Text);
        return read(full, shownAs);
    }

    private string? Find(YamlScalar name, bool mustExist = true)
    {
        var full = folder.Find(name.Text, from.FullPath);
        if (full is null)
        {
            bag.Add(SpecErrors.LeavesFolder(name.Span, name.Text));
        }
        else if (mustExist && !IsThere(full))
        {
            bag.Add(SpecErrors.NoSuchFile(name.Span, name.Text));
            return null;
        }

        return full;
    }

    private bool IsThere(string full) => loader.Texts.ContainsKey(full) || (!loader.HasTextsOnly && File.Exists(full));

    private TrainableRange ReadTrainable(YamlValue? yaml)
    {
        switch (yaml)
        {
            case null:
                return new TrainableRange(true);
            case YamlMap map:
                var reader = new MapReader(map, "trainable", bag);
                var range = new TrainableRange(true, reader.TakeWord("from"), reader.TakeWord("until"));
                reader.ReportRest();
                return range;
            default:
                if (!ArgumentKinds.TryFlag(yaml, out var all))
                {
                    bag.Add(SpecErrors.WrongType(yaml.Span, "trainable", "true, false, or a mapping with from or until", yaml.Received));
                }

                return new TrainableRange(all);
        }
    }
}
