using ArchSpec.Yaml;

namespace ArchSpec.Rewrite;

/// <summary>A place in a list of layers where a value stands, or is to stand, and what each use wants there.</summary>
/// <param name="Path">In the list of layers; for an argument that is to be given, of the item that gives it.</param>
/// <param name="Raw">What stands there, with its <c>${…}</c>; for an argument, the default that it would otherwise have, or null.</param>
/// <param name="Wanted">For each use of the template.</param>
/// <param name="For">The changes that ask for it.</param>
/// <param name="Argument">The argument that an item is to give; null for what stands there already.</param>
internal sealed record Site(
    string Path, YamlValue? Raw, IReadOnlyList<YamlValue> Wanted, IReadOnlyList<ArgumentChange> For, PassedArgument? Argument = null)
{
    /// <summary>Whether the text depends on parameters.</summary>
    public bool IsComputed => Raw is not null && YamlPath.Scalars(Raw).Any(pair => pair.Scalar.Text.Contains("${", StringComparison.Ordinal));

    /// <summary>The only parameter that the text names, as <c>${name}</c>; null for anything else.</summary>
    public string? Parameter => Raw is YamlScalar { Text: ['$', '{', .. var inner, '}'] } && ParameterNames.IsName(inner.Trim()) ? inner.Trim() : null;
}

/// <summary>An argument that a block's use is to give.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Inner">The block's template.</param>
/// <param name="Was">What its layers had, as a comment says it.</param>
internal sealed record PassedArgument(string Name, Template Inner, string Was);
