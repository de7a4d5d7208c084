using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Rewrite;

/// <summary>Decides how each place of a list of layers gets its values, once the values of the parameters are chosen.</summary>
internal sealed class SolvedSites(Template template, ParameterValues values)
{
    private readonly List<Site> _open = [];
    private readonly Dictionary<string, List<ArgumentChange>> _changes = [];
    private readonly Dictionary<string, YamlValue[]> _newValues = [];

    /// <summary>The value of a parameter, old or new, for a use.</summary>
    public YamlValue ValueOf(string name, int use) => _newValues.TryGetValue(name, out var own) ? own[use] : values.Values[use][name];

    /// <summary>What the default of a parameter is for a use; null where it has none that holds.</summary>
    public YamlValue? DefaultFor(BlockParameter parameter, int use) => template.DefaultOf(parameter) is { } value ? values.Evaluate(value, use) : null;

    /// <summary>What the default of a parameter was for a use.</summary>
    public YamlValue? DefaultBefore(BlockParameter parameter, int use) =>
        parameter.Default is { } value ? ParameterValues.Evaluate(value, template.Uses[use].Parameters) : null;

    /// <summary>The changes that ask for the values of a parameter.</summary>
    public IReadOnlyList<ArgumentChange> ChangesOf(string name) => _changes.GetValueOrDefault(name) ?? [];

    /// <summary>Decides a site, but for the ones that need a parameter of their own.</summary>
    public void Add(Site site)
    {
        if (values.Holds(site))
        {
            Note(site);
            if (site.Argument is not null)
            {
                Put(site, Names(site.Raw!) ? site.Raw! : site.Wanted[0]);
            }
        }
        else if (SameYaml.Are(site.Wanted))
        {
            Put(site, site.Wanted[0]);
        }
        else
        {
            _open.Add(site);
        }
    }

    /// <summary>Gives the others a parameter: one for all that say the same and want the same.</summary>
    public void AddParameters()
    {
        while (_open.Count > 0)
        {
            var first = _open[0];
            var alike = _open.FindAll(site => IsLike(site, first));
            _open.RemoveAll(alike.Contains);
            var name = ParameterNames.For(template, first);
            template.Parameters.Add(new BlockParameter(name, first.Raw));
            _newValues[name] = [.. first.Wanted];
            _changes[name] = [.. alike.SelectMany(site => site.For).Distinct()];
            alike.ForEach(site => Put(site, new YamlScalar($"${{{name}}}", true, template.Body.Span)));
        }

        EditDefaults();
    }

    private bool Names(YamlValue value) =>
        value is YamlScalar { Text: var text } && template.AllParameters.Any(parameter => ParameterNames.IsIn(text, parameter.Name));

    private static bool IsLike(Site site, Site other) => ReferenceEquals(site, other)
        || (site.IsComputed && SameYaml.Is(site.Raw, other.Raw) && site.Wanted.Zip(other.Wanted).All(pair => SameYaml.Is(pair.First, pair.Second)));

    // What asks for a parameter's value is said where the argument is written.
    private void Note(Site site)
    {
        foreach (var parameter in template.Block?.Parameters ?? [])
        {
            if (site.For.Count > 0 && (site.Raw as YamlScalar)?.Text is { } text && ParameterNames.IsIn(text, parameter.Name))
            {
                _changes[parameter.Name] = [.. ChangesOf(parameter.Name).Concat(site.For).Distinct()];
            }
        }
    }

    private void Put(Site site, YamlValue value)
    {
        if (site.Argument is { } argument)
        {
            template.Arguments.Add(new NewArgument(site.Path, argument.Inner, argument.Name, new NewValue(value, argument.Was, IsText(value) ? [] : site.For)));
        }
        else
        {
            template.Values[site.Path] = new NewValue(value, (site.Raw as YamlScalar)?.Text ?? "", IsText(value) ? [] : site.For);
        }
    }

    // The reason stands beside the number, not where a parameter is passed on.
    private static bool IsText(YamlValue value) => value is YamlScalar { Text: ['$', ..] };

    // A number that is a default, and that no use gives: it changes there.
    private void EditDefaults()
    {
        foreach (var parameter in template.Block?.Parameters ?? [])
        {
            var open = Enumerable.Range(0, template.Uses.Count).Where(use => !values.IsGiven(use, parameter.Name)).Select(use => ValueOf(parameter.Name, use)).ToList();
            if (parameter.Default is YamlScalar { Text: var text } old && !text.Contains("${", StringComparison.Ordinal) && open.Count > 0 && SameYaml.Are(open) && !SameYaml.Is(open[0], old))
            {
                template.Defaults[parameter.Name] = new NewValue(open[0], text, ChangesOf(parameter.Name));
            }
        }
    }
}
