using ArchSpec.Graph;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Rewrite;

/// <summary>Passes the values of a block's parameters on to the items that use the block.</summary>
internal sealed class UseArguments(
    Template template, SolvedSites solved, Wanted wanted, Dictionary<Expansion, Template> templateOf, List<PendingArgument> pending)
{
    /// <summary>Where a use gives a parameter, in the layers around; null where it does not.</summary>
    public static string? PathOf(Expansion use, string name, Wanted wanted) => use.Parent is { } parent
        ? wanted.ItemsOf(parent).PathOf(use.Use!, [.. use.Block!.Parameters.Select(parameter => parameter.Name)], name)
        : null;

    /// <summary>Asks every use for the values.</summary>
    public void Pass()
    {
        for (var use = 0; use < template.Uses.Count && template.Block is not null; use++)
        {
            foreach (var parameter in template.AllParameters)
            {
                Pass(template.Uses[use], use, parameter);
            }
        }
    }

    private void Pass(Expansion use, int place, BlockParameter parameter)
    {
        var value = solved.ValueOf(parameter.Name, place);
        var changes = solved.ChangesOf(parameter.Name).Where(change => IsIn(change.Layer.Origin!.Home, use)).ToList();
        if (PathOf(use, parameter.Name, wanted) is { } path)
        {
            if (!SameYaml.Is(value, use.Parameters[parameter.Name]))
            {
                wanted.Set(use.Parent!, path, value, changes);
            }

            return;
        }

        var isNeeded = !SameYaml.Is(solved.DefaultFor(parameter, place), value);
        var item = wanted.ItemsOf(use.Parent!).PathOf(use.Use!) ?? throw new RewriteException($"{template.Block!.Name} stands where nothing can be added");
        var was = solved.DefaultBefore(parameter, place) is YamlScalar old ? old.Text : "";
        pending.Add(new PendingArgument(
            use.Parent!, item, new PassedArgument(parameter.Name, template, was), value, isNeeded, InWordsAround(use, template.DefaultOf(parameter)), changes));
    }

    private YamlValue? InWordsAround(Expansion use, YamlValue? value) => new Substitution(name => GivenIn(use, name)).In(value);

    private static bool IsIn(Expansion? home, Expansion use)
    {
        for (var at = home; at is not null; at = at.Parent)
        {
            if (ReferenceEquals(at, use))
            {
                return true;
            }
        }

        return false;
    }

    // As the layers around write it; what they leave out has its default, which names only parameters before it.
    private YamlValue? GivenIn(Expansion use, string name)
    {
        if (template.Block!.Parameters.FirstOrDefault(parameter => parameter.Name == name) is not { } known)
        {
            return null;
        }

        return PathOf(use, name, wanted) is { } path
            ? YamlPath.Get(templateOf[use.Parent!].Body, path)
            : InWordsAround(use, template.DefaultOf(known));
    }
}
