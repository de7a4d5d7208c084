using ArchSpec.Yaml;

namespace ArchSpec.Rewrite;

/// <summary>What an alias stands for, with values of its own.</summary>
/// <param name="path">The alias's place in the list of layers.</param>
/// <param name="value">What it stands for.</param>
internal sealed class AliasText(string path, YamlValue value)
{
    private readonly Dictionary<int, string> _texts = [];
    private readonly List<ArgumentChange> _changes = [];
    private readonly List<string> _was = [];
    private bool _isLonger;

    /// <summary>The value as it is to be.</summary>
    public YamlValue Value { get; private set; } = value;

    /// <summary>What stood there, as a comment says it.</summary>
    public string Was => string.Join(", ", _was);

    /// <summary>The changes that it is for.</summary>
    public IReadOnlyList<ArgumentChange> For => _changes;

    /// <summary>Sets a part.</summary>
    public void Set(string at, NewValue part)
    {
        _texts[YamlPath.Get(Value, Below(at))!.Span.End] = YamlText.Of(part.Value);
        Value = YamlPath.Set(Value, Below(at), part.Value);
        _changes.AddRange(part.For.Except(_changes));
        _was.Add(part.Was);
    }

    /// <summary>Makes another of a part.</summary>
    public void Change(string at, Func<YamlValue, YamlValue> change)
    {
        _isLonger = true;
        Value = YamlPath.Set(Value, Below(at), change(YamlPath.Get(Value, Below(at))!));
    }

    /// <summary>Whether the anchor's value gets the same, so that the alias can stay.</summary>
    public bool IsLike(IReadOnlyList<NumberEdit> anchor) => !_isLonger && anchor.Count == _texts.Count
        && anchor.All(edit => _texts.GetValueOrDefault(edit.Span.End) == edit.Text);

    private string Below(string at) => at[path.Length..];
}
