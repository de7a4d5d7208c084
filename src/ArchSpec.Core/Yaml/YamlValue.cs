using System.Collections.Immutable;
using ArchSpec.Diagnostics;

namespace ArchSpec.Yaml;

/// <summary>A value of a YAML file with its position: all that the rest of ArchSpec sees of YAML.</summary>
/// <param name="Span">Where it stands; for an alias, where its anchor's value stands.</param>
public abstract record YamlValue(SourceSpan Span)
{
    /// <summary>How a message names what was received, such as <c>'abc'</c> or <c>a list of 3</c>.</summary>
    public abstract string Received { get; }
}

/// <summary>Text, a number, true, false or nothing.</summary>
/// <param name="Text">Without quotes.</param>
/// <param name="Quoted">Whether it stood in quotes, so that it is text whatever it looks like.</param>
/// <param name="Span">Where it stands.</param>
public sealed record YamlScalar(string Text, bool Quoted, SourceSpan Span) : YamlValue(Span)
{
    /// <summary>
    /// Where the number was written that this value is: the value's own place, the place of a block's argument that
    /// <c>${parameter}</c> named, or null where an expression computed it. A rewrite of the number goes there.
    /// </summary>
    public SourceSpan? Origin { get; init; } = Span;

    /// <summary>Whether it is YAML's null.</summary>
    public bool IsNull => !Quoted && Text is "" or "~" or "null" or "Null" or "NULL";

    /// <inheritdoc/>
    public override string Received => IsNull ? "nothing" : $"'{Text}'";
}

/// <summary>A sequence.</summary>
public sealed record YamlList(ImmutableArray<YamlValue> Items, SourceSpan Span) : YamlValue(Span)
{
    /// <inheritdoc/>
    public override string Received => $"a list of {Items.Length}";
}

/// <summary>A mapping, in the order of the file.</summary>
public sealed record YamlMap(ImmutableArray<KeyValuePair<YamlScalar, YamlValue>> Entries, SourceSpan Span) : YamlValue(Span)
{
    /// <inheritdoc/>
    public override string Received => "a mapping";
}
