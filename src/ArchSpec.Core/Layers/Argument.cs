using System.Text.Json.Nodes;
using ArchSpec.Diagnostics;
using ArchSpec.Yaml;

namespace ArchSpec.Layers;

/// <summary>
/// One argument of a layer: its name, what it takes, its default and what it is for. The reader, the JSON schema and the
/// docs all come from it.
/// </summary>
public abstract partial class Argument
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

    /// <summary>A value as a spec would write it, for an example of the layer; null where any will do. See <see cref="Argument{T}.Showing"/>.</summary>
    public string? Example { get; private protected init; }

    /// <summary>Reads a value.</summary>
    /// <returns>Whether it is what the argument takes.</returns>
    public abstract bool TryRead(YamlValue yaml, out object? value);

    /// <summary>The JSON schema of its values, without the description.</summary>
    public abstract JsonObject ToJsonSchema();

    /// <summary>The objects of Keras that a value may be, such as the initializers; null where it is none.</summary>
    public abstract KerasObjectTypes? Objects { get; }

    /// <summary>Reports what is wrong inside of a value that <see cref="TryRead"/> refused; false where there is no more to say than what is taken.</summary>
    internal abstract bool Explain(YamlValue yaml, DiagnosticBag bag);

    /// <summary>Reports what is wrong with a value that <see cref="TryRead"/> refused.</summary>
    internal void Report(string type, YamlValue yaml, DiagnosticBag bag)
    {
        if (!Explain(yaml, bag))
        {
            bag.Add(SpecErrors.BadArgument(yaml.Span, type, Name, Takes, yaml.Received + Meant(yaml)));
        }
    }

    /// <summary>"; did you mean 'X'?" for a value that <see cref="TryRead"/> refused, or nothing.</summary>
    internal string Meant(YamlValue yaml) => MeantValue.Suggest(yaml, value => TryRead(value, out _), Words, Objects);

    /// <summary>The words that a value may be, where it is one of some.</summary>
    private protected abstract IReadOnlyList<string> Words { get; }

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

    /// <summary>A whole number, or nothing.</summary>
    public static Argument<int?> OptionalInt(string name, string summary, int min = 1) =>
        new(name, ArgumentKinds.OptionalInt(min), false, null, summary);

    /// <summary>A number from <paramref name="min"/> on, or nothing.</summary>
    public static Argument<double?> OptionalNumber(string name, string summary, double min = double.NegativeInfinity) =>
        new(name, ArgumentKinds.OptionalNumber(min), false, null, summary);

    /// <summary>A whole number that may be below 0: an axis counted from the end, for example.</summary>
    public static Argument<int> Axis(string name, string summary, int defaultValue) =>
        new(name, ArgumentKinds.Int(int.MinValue), false, defaultValue, summary);

    /// <summary>The axis of an activation, for which Keras has an argument and ArchSpec the last axis alone.</summary>
    public static Argument<int> LastAxis(string name, string summary) => new(name, ArgumentKinds.LastAxis, false, -1, summary);

    /// <summary>Any text.</summary>
    public static Argument<string> Text(string name, string summary) => new(name, ArgumentKinds.Text, true, "", summary);

    /// <summary>Any text, or nothing.</summary>
    public static Argument<string?> OptionalText(string name, string summary) => new(name, ArgumentKinds.OptionalText, false, null, summary);

    /// <summary>The sizes of some dimensions: a whole number or a list of them, with null where a size follows from the input.</summary>
    public static Argument<IReadOnlyList<int?>> Dimensions(string name, string summary) =>
        new(name, ArgumentKinds.Dimensions, true, [], summary);

    /// <summary>A whole number, or a list of them, each at least <paramref name="min"/>.</summary>
    public static Argument<IReadOnlyList<int>> Ints(string name, string summary, int min = int.MinValue, params int[] defaultValues) =>
        new(name, ArgumentKinds.Ints(min), defaultValues.Length == 0, defaultValues, summary);

    /// <summary>A whole number or a list of them, or nothing.</summary>
    public static Argument<IReadOnlyList<int>?> OptionalInts(string name, string summary, int min = int.MinValue, params int[] defaultValues) =>
        new(name, ArgumentKinds.OptionalInts(min), false, defaultValues.Length == 0 ? null : defaultValues, summary);

    /// <summary>A number or a list of numbers.</summary>
    public static Argument<IReadOnlyList<double>> Numbers(string name, string summary, params double[] defaultValues) =>
        new(name, ArgumentKinds.Numbers, defaultValues.Length == 0, defaultValues, summary);

    /// <summary>A number or a list of numbers, or nothing.</summary>
    public static Argument<IReadOnlyList<double>?> OptionalNumbers(string name, string summary) =>
        new(name, ArgumentKinds.OptionalNumbers, false, null, summary);

    /// <summary>One of a few words, or nothing.</summary>
    public static Argument<string?> OptionalChoice(string name, string summary, IReadOnlyList<string> words) =>
        new(name, ArgumentKinds.OptionalChoice(words), false, null, summary);

    /// <summary>A length along one dimension: a number, or a list of one as Keras writes it.</summary>
    public static Argument<int> Length(string name, string summary, int? defaultValue = null) =>
        new(name, ArgumentKinds.Length, defaultValue is null, defaultValue ?? 1, summary);

    /// <summary>A length along one dimension, or nothing.</summary>
    public static Argument<int?> OptionalLength(string name, string summary) =>
        new(name, ArgumentKinds.OptionalLength, false, null, summary);

    /// <summary>A height and a width: one number for both, or a list of two.</summary>
    public static Argument<Size2D> Size(string name, string summary, int? defaultValue = null) =>
        new(name, ArgumentKinds.Size, defaultValue is null, new Size2D(defaultValue ?? 1, defaultValue ?? 1), summary);

    /// <summary>A height and a width, or nothing.</summary>
    public static Argument<Size2D?> OptionalSize(string name, string summary) =>
        new(name, ArgumentKinds.OptionalSize, false, null, summary);

    /// <summary>What is added or cut at the four sides of an image: a number, [vertical, horizontal], or [[top, bottom], [left, right]].</summary>
    public static Argument<Border> Border(string name, string summary, int defaultValue) =>
        new(name, ArgumentKinds.Border, false, new Border(defaultValue, defaultValue, defaultValue, defaultValue), summary);

    /// <summary>An object that Keras names: an initializer, an activation.</summary>
    /// <param name="name">Keras's name.</param>
    /// <param name="summary">What it is for, in one line.</param>
    /// <param name="types">Which objects it may be.</param>
    /// <param name="defaultType">The one where a spec gives none, with its defaults; null where a spec must give one.</param>
    public static Argument<KerasObject> Object(string name, string summary, KerasObjectTypes types, string? defaultType = null) =>
        new(name, ArgumentKinds.Object(types), defaultType is null, defaultType is null ? null! : types.Default(defaultType), summary);

    /// <summary>An object that Keras names, or nothing: a regularizer, a constraint.</summary>
    public static Argument<KerasObject?> OptionalObject(string name, string summary, KerasObjectTypes types) =>
        new(name, ArgumentKinds.OptionalObject(types), false, null, summary);
}

/// <summary>An argument whose values are of type <typeparamref name="T"/>.</summary>
public sealed class Argument<T> : Argument
{
    private readonly ArgumentKind<T> _kind;

    internal Argument(string name, ArgumentKind<T> kind, bool required, T defaultValue, string summary)
        : base(name, kind.Takes, required, defaultValue, summary) => _kind = kind;

    /// <summary>The same argument with a value for an example of the layer, where not every value that it takes goes with the others.</summary>
    /// <param name="example">As a spec would write it.</param>
    public Argument<T> Showing(string example) => new(Name, _kind, IsRequired, (T)Default!, Summary) { Example = example };

    /// <inheritdoc/>
    public override bool TryRead(YamlValue yaml, out object? value)
    {
        var read = _kind.TryRead(yaml, out var typed);
        value = typed;
        return read;
    }

    /// <inheritdoc/>
    public override JsonObject ToJsonSchema() => _kind.Schema();

    /// <inheritdoc/>
    public override KerasObjectTypes? Objects => _kind.Objects;

    private protected override IReadOnlyList<string> Words => _kind.Words;

    internal override bool Explain(YamlValue yaml, DiagnosticBag bag) => _kind.Explain?.Invoke(yaml, bag) is true;
}
