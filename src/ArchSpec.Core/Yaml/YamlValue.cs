using System.Collections.Immutable;
using ArchSpec.Diagnostics;

namespace ArchSpec.Yaml;

/// <summary>A value of a YAML file with its position: all that the rest of ArchSpec sees of YAML.</summary>
/// <param name="Span">Where it stands; for an alias, where its anchor's value stands.</param>
public abstract record YamlValue(SourceSpan Span)
{
    /// <summary>How a message names what was received, such as <c>'abc'</c> or <c>a list of 3</c>.</summary>
    public abstract string Received { get; }

    /// <summary>For an alias: where the alias stands; null otherwise.</summary>
    internal SourceSpan? Alias { get; init; }

    /// <summary>
    /// Whether a part of it is unknown: a <c>${…}</c> that failed, which has been reported, or a parameter of a block that is
    /// only checked. Nobody complains about such a value.
    /// </summary>
    internal abstract bool IsUnknown { get; }
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

    /// <summary>The numbers that an expression computed the value from; empty where none did.</summary>
    internal ImmutableArray<SourceSpan> ComputedFrom { get; init; } = [];

    private bool NotKnown { get; init; }

    /// <summary>Whether it is YAML's null.</summary>
    public bool IsNull => !Quoted && !IsUnknown && Text is "" or "~" or "null" or "Null" or "NULL";

    /// <inheritdoc/>
    public override string Received => IsNull ? "nothing" : Quoted ? $"the text '{Text}'" : $"'{Text}'";

    internal override bool IsUnknown => NotKnown;

    /// <summary>A value that is not known.</summary>
    internal static YamlScalar Unknown(SourceSpan span) => new("", false, span) { Origin = null, NotKnown = true };
}

/// <summary>A sequence.</summary>
public sealed record YamlList(ImmutableArray<YamlValue> Items, SourceSpan Span) : YamlValue(Span)
{
    /// <inheritdoc/>
    public override string Received => $"a list of {Items.Length}";

    internal override bool IsUnknown => Items.Any(item => item.IsUnknown);
}

/// <summary>A mapping, in the order of the file.</summary>
public sealed record YamlMap(ImmutableArray<YamlEntry> Entries, SourceSpan Span) : YamlValue(Span)
{
    /// <inheritdoc/>
    public override string Received => "a mapping";

    internal override bool IsUnknown => Entries.Any(entry => entry.Value.IsUnknown);

    /// <summary>A key's value, or null.</summary>
    internal YamlValue? Find(string key) => Entries.FirstOrDefault(entry => entry.Key.Text == key)?.Value;
}

/// <summary>A key of a mapping with its value. A class: see "Start time" in CONTRIBUTING.md.</summary>
public sealed record YamlEntry(YamlScalar Key, YamlValue Value);
