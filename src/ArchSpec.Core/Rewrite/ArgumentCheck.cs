using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Yaml;

namespace ArchSpec.Rewrite;

/// <summary>Compares a network with the one that its rewritten spec gives, argument by argument.</summary>
internal static class ArgumentCheck
{
    /// <summary>Checks that what was asked for has changed, and nothing else.</summary>
    /// <exception cref="RewriteException">Something else has.</exception>
    public static void Check(Network before, Network after, IEnumerable<ArgumentChange> changes)
    {
        var wanted = changes.ToLookup(change => (change.Layer, change.Argument));
        var (old, now) = (FlatGraph.Of(before).Steps, FlatGraph.Of(after).Steps);
        if (!old.Select(step => step.Path).SequenceEqual(now.Select(step => step.Path)))
        {
            throw new RewriteException("the new spec would have other layers");
        }

        foreach (var (a, b) in old.Zip(now))
        {
            foreach (var argument in a.Layer.Layer?.Arguments ?? [])
            {
                Check(a, b, argument, wanted[(a.Layer, argument)]);
            }
        }
    }

    private static void Check(FlatStep old, FlatStep now, Argument argument, IEnumerable<ArgumentChange> changes)
    {
        var expected = changes.Aggregate(old.Layer.Arguments.ValueOf(argument), (value, change) => With(value, change));
        var (wanted, found) = (YamlText.Of(expected), YamlText.Of(now.Layer.Arguments.ValueOf(argument)));
        if (wanted != found)
        {
            throw new RewriteException($"the new spec would say {argument.Name} {found} for '{old.Path}', and {wanted} is right");
        }
    }

    private static object? With(object? value, ArgumentChange change) => value is IReadOnlyList<int> list
        ? list.Select((item, index) => index == (change.Element ?? 0) ? change.Value : item).ToList()
        : change.Value;
}
