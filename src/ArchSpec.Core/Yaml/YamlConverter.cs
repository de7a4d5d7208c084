using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ArchSpec.Yaml;

/// <summary>Turns YamlDotNet's nodes into <see cref="YamlValue"/>s, with the number of values bounded.</summary>
internal sealed class YamlConverter(string file, DiagnosticBag bag)
{
    // Far above any real spec: aliases of aliases ("billion laughs") stop here.
    private const int MaxValues = 50_000;

    private int _values;
    private bool _stopped;

    public YamlValue? Convert(YamlNode root)
    {
        var value = Visit(root, 0);
        return _stopped ? null : value;
    }

    private YamlValue Visit(YamlNode node, int depth)
    {
        var span = YamlFile.Span(file, node.Start, node.End);
        if (_stopped || Exceeds(span, depth))
        {
            return new YamlScalar("", false, span);
        }

        return node switch
        {
            YamlSequenceNode list => new YamlList([.. list.Children.Select(child => Visit(child, depth + 1))], span),
            YamlMappingNode map => new YamlMap(Entries(map, depth), span),
            YamlScalarNode scalar => new YamlScalar(scalar.Value ?? "", scalar.Style != ScalarStyle.Plain, span),
            _ => new YamlScalar("", false, span),
        };
    }

    private ImmutableArray<KeyValuePair<YamlScalar, YamlValue>> Entries(YamlMappingNode map, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<YamlScalar, YamlValue>>();
        foreach (var (key, value) in map.Children)
        {
            if (Visit(key, depth + 1) is YamlScalar name)
            {
                entries.Add(new(name, Visit(value, depth + 1)));
            }
            else
            {
                bag.Add(SpecErrors.WrongType(YamlFile.Span(file, key.Start, key.End), "a key", "a word", "a list or a mapping"));
            }
        }

        return entries.ToImmutable();
    }

    private bool Exceeds(SourceSpan span, int depth)
    {
        // An alias inside its own anchor would never end: depth counts aliases too.
        if (depth > YamlFile.MaxDepth)
        {
            bag.Add(SpecErrors.TooDeep(span, YamlFile.MaxDepth));
            _stopped = true;
        }
        else if (++_values > MaxValues)
        {
            bag.Add(SpecErrors.TooManyValues(span, MaxValues));
            _stopped = true;
        }

        return _stopped;
    }
}
