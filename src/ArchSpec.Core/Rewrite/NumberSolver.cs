using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Rewrite;

/// <summary>
/// Finds what the text must say for every layer to get its number. Blocks come before those that use them: a number changes in the
/// block where all uses agree, through an argument where that changes nothing else, and else through a new parameter whose default is
/// what stood there.
/// </summary>
internal sealed class NumberSolver
{
    private readonly Wanted _wanted = new();
    private readonly IReadOnlyList<Template> _templates;
    private readonly Dictionary<Expansion, Template> _templateOf = new(ReferenceEqualityComparer.Instance);
    private readonly List<PendingArgument> _pending = [];

    private NumberSolver(Network network)
    {
        _templates = Template.Of(network);
        foreach (var template in _templates)
        {
            template.Uses.ForEach(use => _templateOf[use] = template);
        }
    }

    /// <summary>The lists of layers with what becomes of them.</summary>
    public static IReadOnlyList<Template> Solve(Network network, IEnumerable<ArgumentChange> changes)
    {
        var solver = new NumberSolver(network);
        foreach (var change in changes)
        {
            solver._wanted.Set(change);
        }

        foreach (var template in solver._templates)
        {
            solver.Solve(template);
        }

        return solver._templates;
    }

    private void Solve(Template template)
    {
        var sites = SitesOf(template).Concat(ArgumentsOf(template)).ToList();
        if (sites.TrueForAll(site => !Differs(template, site)))
        {
            return;
        }

        var values = new ParameterValues([.. template.AllParameters], template.Uses.Select(use => use.Parameters), sites, (use, name) => IsGiven(template, use, name));
        values.Choose();
        var solved = new SolvedSites(template, values);
        sites.ForEach(solved.Add);
        solved.AddParameters();
        new UseArguments(template, solved, _wanted, _templateOf, _pending).Pass();
    }

    private static bool Differs(Template template, Site site) =>
        site.Argument is not null || Enumerable.Range(0, template.Uses.Count).Any(use => !SameYaml.Is(YamlPath.Get(template.Uses[use].Body, site.Path), site.Wanted[use]));

    private bool IsGiven(Template template, int use, string name) => UseArguments.PathOf(template.Uses[use], name, _wanted) is not null;

    // What stands there: all that depends on parameters, and the numbers that change.
    private IEnumerable<Site> SitesOf(Template template)
    {
        var bodies = template.Uses.ConvertAll(_wanted.Of);
        foreach (var (path, scalar) in YamlPath.Scalars(template.Body))
        {
            var wanted = bodies.ConvertAll(body => YamlPath.Get(body, path)!);
            if (scalar.Text.Contains("${", StringComparison.Ordinal) || wanted.Exists(value => !SameYaml.Is(value, scalar)))
            {
                yield return new Site(path, scalar, wanted, [.. template.Uses.SelectMany(use => _wanted.ChangesAt(use, path)).Distinct()]);
            }
        }
    }

    // What is to be given to the blocks that are used there, which have been solved before.
    private IEnumerable<Site> ArgumentsOf(Template template) => _pending
        .Where(pending => _templateOf[pending.Parent] == template)
        .GroupBy(pending => (pending.Path, pending.Argument.Name))
        .Where(group => group.Any(pending => pending.IsNeeded))
        .Select(group => ArgumentOf(template, [.. group]));

    private static Site ArgumentOf(Template template, List<PendingArgument> uses)
    {
        var wanted = template.Uses.ConvertAll(use => uses.Find(pending => ReferenceEquals(pending.Parent, use))!.Value);
        return new Site(uses[0].Path, uses[0].Default, wanted, [.. uses.SelectMany(pending => pending.For).Distinct()], uses[0].Argument);
    }
}

/// <summary>A value that a use of a block wants for a parameter which the use does not give.</summary>
/// <param name="Parent">The layers that the use is one of.</param>
/// <param name="Path">The place of the item there.</param>
/// <param name="Argument">The parameter.</param>
/// <param name="Value">What it is to be.</param>
/// <param name="IsNeeded">Whether it is not so by default.</param>
/// <param name="Default">The default in the words of the layers around, or null.</param>
/// <param name="For">The changes that ask for it.</param>
internal sealed record PendingArgument(
    Expansion Parent, string Path, PassedArgument Argument, YamlValue Value, bool IsNeeded, YamlValue? Default, IReadOnlyList<ArgumentChange> For);
