namespace ArchSpec.Tool.Completion;

/// <summary>
/// Says what a shell offers for an argument or option. Where it is missing the other attributes say enough: words of
/// <c>AllowedValues</c>; files for <c>FILE</c>, folders for <c>DIR</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CompletedAttribute : Attribute
{
    /// <summary>A kind of value.</summary>
    public CompletedAttribute(CompletionKind kind) => Kind = kind;

    /// <summary>Words that are offered, though others are taken.</summary>
    public CompletedAttribute(params string[] words) => (Kind, Words) = (CompletionKind.Words, words);

    /// <summary>The kind of value.</summary>
    public CompletionKind Kind { get; }

    /// <summary>The words, where the kind is <see cref="CompletionKind.Words"/>.</summary>
    public string[] Words { get; } = [];
}
