using System.Text.Json.Nodes;
using ArchSpec.Yaml;

namespace ArchSpec.Layers;

/// <summary>
/// One argument of a layer: its name, what it takes, its default and what it is for. The reader, the JSON schema and the
/// docs all come from it.
/// </summary>
public abstract class Argument
{
    private protected Argument(string name, string takes, bool required, object? defaultValue, string summary)
    {
        Name = name;
        Takes = takes;
        IsRequired = required;
        Default = defaultValue;
        Summary = summary;
    }

    /// <summary>Keras's name.</summary>
    public string Name { get; }

    /// <summary>What is right, as messages say it: <c>a whole number of at least 1</c>.</summary>
    public string Takes { get; }

    /// <summary>Whether a spec must give it.</summary>
    public bool IsRequired { get; }

    /// <summary>The value where a spec does not give it.</summary>
    public object? Default { get; }

    /// <summary>What it is for, in one line.</summary>
    public string Summary { get; }

    /// <summary>Reads a value.</summary>
    /// <returns>Whether it is what the argument takes.</returns>
    public abstract bool TryRead(YamlValue yaml, out object? value);

    /// <summary>The JSON schema of its values, without the description.</summary>
    public abstract JsonObject ToJsonSchema();

    /// <summary>A whole number.</summary>
    public static Argument<int> Int(string name, string summary, int min = 1, int? defaultValue = null) =>
        new(name, ArgumentKinds.Int(min), defaultValue is null, defaultValue ?? 0, summary);

    /// <summary>A number from <paramref name="min"/> up to, but not including, <paramref name="below"/>.</summary>
    public static Argument<double> Number(
        string name, string summary, double min, double below = double.PositiveInfinity, double? defaultValue = null) =>
        new(name, ArgumentKinds.Number(min, below), defaultValue is null, defaultValue ?? 0, summary);

    /// <summary>True or false.</summary>
    public static Argument<bool> Flag(string name, string summary, bool defaultValue) =>
        new(name, ArgumentKinds.Flag, false, defaultValue, summary);

    /// <summary>One of a few words.</summary>
    public static Argument<string> Choice(string name, string summary, IReadOnlyList<string> words, string? defaultValue = null) =>
        new(name, ArgumentKinds.Choice(words), defaultValue is null, defaultValue ?? "", summary);

    /// <summary>A height and a width: one number for both, or a list of two.</summary>
    public static Argument<Size2D> Size(string name, string summary, int? defaultValue = null) =>
        new(name, ArgumentKinds.Size, defaultValue is null, new Size2D(defaultValue ?? 1, defaultValue ?? 1), summary);

    /// <summary>A height and a width, or nothing.</summary>
    public static Argument<Size2D?> OptionalSize(string name, string summary) =>
        new(name, ArgumentKinds.OptionalSize, false, null, summary);
}

/// <summary>An argument whose values are of type <typeparamref name="T"/>.</summary>
public sealed class Argument<T> : Argument
{
    private readonly ArgumentKind<T> _kind;

    internal Argument(string name, ArgumentKind<T> kind, bool required, T defaultValue, string summary)
        : base(name, kind.Takes, required, defaultValue, summary) => _kind = kind;

    /// <inheritdoc/>
    public override bool TryRead(YamlValue yaml, out object? value)
    {
        var read = _kind.TryRead(yaml, out var typed);
        value = typed;
        return read;
    }

    /// <inheritdoc/>
    public override JsonObject ToJsonSchema() => _kind.Schema();
}
