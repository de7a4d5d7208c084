using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Diagnostics;
using ArchSpec.Expressions;
using ArchSpec.Layers;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Rewrite;

/// <summary>The values that a block's parameters have for each use, and those that make most of what the uses want come true.</summary>
internal sealed class ParameterValues
{
    private const int MaxSearched = 1 << 14;

    private readonly IReadOnlyList<Site> _sites;
    private readonly IReadOnlyList<Site> _defaults;
    private readonly IReadOnlyList<BlockParameter> _parameters;

    /// <param name="parameters">The block's parameters.</param>
    /// <param name="values">What they are, for each use.</param>
    /// <param name="sites">What the uses want.</param>
    /// <param name="isGiven">Whether a use gives a parameter.</param>
    public ParameterValues(
        IReadOnlyList<BlockParameter> parameters, IEnumerable<ImmutableDictionary<string, YamlValue>> values, IReadOnlyList<Site> sites, Func<int, string, bool> isGiven)
    {
        _parameters = parameters;
        _sites = sites;
        Values = [.. values];
        _defaults = [.. parameters.Where(parameter => parameter.Default is not null).Select(parameter => new Site(parameter.Name, parameter.Default, [], []))];
        IsGiven = isGiven;
    }

    /// <summary>For each use, the value of each parameter.</summary>
    public ImmutableDictionary<string, YamlValue>[] Values { get; private set; }

    /// <summary>Whether a use gives a parameter.</summary>
    public Func<int, string, bool> IsGiven { get; }

    /// <summary>Chooses values: a parameter changes where more comes true by that.</summary>
    public void Choose()
    {
        for (var round = 0; round < 2 && _sites.Any(site => !Holds(site)); round++)
        {
            foreach (var parameter in _parameters.Reverse())
            {
                Improve(parameter.Name);
            }
        }
    }

    /// <summary>Whether every use has what it wants at a site.</summary>
    public bool Holds(Site site) => Holds(site, Values);

    /// <summary>What a text is for a use; null where it has an error.</summary>
    public YamlValue? Evaluate(YamlValue raw, int use) => Evaluate(raw, Values[use]);

    /// <summary>What a text is with some values of the parameters; null where it has an error.</summary>
    public static YamlValue? Evaluate(YamlValue raw, ImmutableDictionary<string, YamlValue> values)
    {
        var bag = new DiagnosticBag();
        var value = new Scope(values, bag).Resolve(raw);
        return bag.HasErrors || value.IsUnknown ? null : value;
    }

    private static bool Holds(Site site, ImmutableDictionary<string, YamlValue>[] values) =>
        site.Raw is not null && Enumerable.Range(0, values.Length).All(use => SameYaml.Is(site.IsComputed ? Evaluate(site.Raw, values[use]) : site.Raw, site.Wanted[use]));

    // A text that does not hold costs a parameter, however often it stands there; a default that does not hold only an argument.
    private int Cost(ImmutableDictionary<string, YamlValue>[] values)
    {
        var open = _sites.Where(site => !Holds(site, values)).ToList();
        return (10_000 * open.Select(site => (site.Raw as YamlScalar)?.Text).Distinct().Count()) + (100 * open.Count) + Arguments(values);
    }

    private int Arguments(ImmutableDictionary<string, YamlValue>[] values) =>
        _defaults.Count(site => Enumerable.Range(0, values.Length).Any(use => !IsGiven(use, site.Path) && !SameYaml.Is(Evaluate(site.Raw!, values[use]), values[use][site.Path])));

    private void Improve(string name)
    {
        var least = Cost(Values);
        foreach (var candidate in Candidates(name).ToList())
        {
            if (Cost(candidate) is var cost && cost < least)
            {
                (Values, least) = (candidate, cost);
            }
        }
    }

    private IEnumerable<ImmutableDictionary<string, YamlValue>[]> Candidates(string name)
    {
        foreach (var site in _sites.Where(site => site.IsComputed && !Holds(site)).Concat(_defaults.Select(Soft)))
        {
            if (site.Parameter == name)
            {
                yield return [.. Values.Select((values, use) => values.SetItem(name, site.Wanted[use]))];
            }
            else if (site.Parameter is null && Solve(site, name) is { } solved)
            {
                yield return solved;
            }
        }
    }

    // A default that holds where a use gives the parameter, whatever it is.
    private Site Soft(Site site) => site with
    {
        Wanted = [.. Values.Select((values, use) => IsGiven(use, site.Path) ? Evaluate(site.Raw!, values) ?? values[site.Path] : values[site.Path])],
    };

    // "${4 * filters}" wants 200: filters must be 50. Numbers become smaller, so the nearest one below is looked for.
    private ImmutableDictionary<string, YamlValue>[]? Solve(Site site, string name)
    {
        if (site.Raw is not YamlScalar { Text: var text } || !ParameterNames.IsIn(text, name))
        {
            return null;
        }

        var solved = Values.ToArray();
        for (var use = 0; use < solved.Length; use++)
        {
            if (SameYaml.Is(Evaluate(site.Raw, solved[use]), site.Wanted[use]))
            {
                continue;
            }

            if (!ArgumentKinds.TryInt(solved[use][name], out var number) || Search(site, use, name, Math.Min(number, MaxSearched)) is not { } found)
            {
                return null;
            }

            solved[use] = found;
        }

        return solved;
    }

    private ImmutableDictionary<string, YamlValue>? Search(Site site, int use, string name, int from)
    {
        for (var number = from; number > 0; number--)
        {
            var values = Values[use].SetItem(name, new YamlScalar(string.Create(CultureInfo.InvariantCulture, $"{number}"), false, site.Raw!.Span));
            if (SameYaml.Is(Evaluate(site.Raw!, values), site.Wanted[use]))
            {
                return values;
            }
        }

        return null;
    }
}
