using System.Collections.Immutable;

namespace ArchSpec.Layers;

/// <summary>
/// A kind of object that Keras gives a name and arguments, but no place in a graph: an initializer, a regularizer, a
/// constraint, an activation, an optimizer, a schedule, a loss.
/// </summary>
/// <param name="Name">The name that ArchSpec writes: Keras's, such as <c>glorot_uniform</c> or <c>Adam</c>.</param>
/// <param name="ClassName">The name in Keras's JSON, such as <c>GlorotUniform</c>; a spec may use it too.</param>
/// <param name="Arguments">Its arguments, in Keras's positional order.</param>
public sealed record KerasObjectType(string Name, string ClassName, ImmutableArray<Argument> Arguments)
{
    /// <summary>Other names that Keras knows it by, which a spec may use.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>The object with Keras's defaults.</summary>
    public KerasObject WithDefaults => new(this, LayerArguments.Defaults);

    internal bool Is(string word) => word == Name || word == ClassName || Aliases.Contains(word);
}

/// <summary>An object with its arguments.</summary>
/// <param name="Type">Its kind.</param>
/// <param name="Arguments">Its arguments, defaults filled in.</param>
public sealed record KerasObject(KerasObjectType Type, LayerArguments Arguments)
{
    /// <summary>The name of its kind.</summary>
    public string Name => Type.Name;

    /// <summary>The value of an argument.</summary>
    public T Get<T>(Argument<T> argument) => Arguments.Get(argument);

    /// <inheritdoc/>
    public override string ToString() => Yaml.YamlText.Of((object)this);
}

/// <summary>The objects that an argument may be.</summary>
/// <param name="noun">What one of them is, with its article: <c>an initializer</c>.</param>
/// <param name="module">Where Keras's JSON says that they come from: <c>keras.initializers</c>.</param>
/// <param name="all">Every one.</param>
public sealed class KerasObjectTypes(string noun, string module, ImmutableArray<KerasObjectType> all)
{
    /// <summary>What one of them is, with its article.</summary>
    public string Noun => noun;

    /// <summary>What one of them is, in one word.</summary>
    internal string Word => noun[(noun.IndexOf(' ', StringComparison.Ordinal) + 1)..].Replace(' ', '_');

    /// <summary>Where Keras's JSON says that they come from.</summary>
    public string Module => module;

    /// <summary>Every one.</summary>
    public ImmutableArray<KerasObjectType> All => all;

    /// <summary>The one of a name, a class name or an alias, or null.</summary>
    public KerasObjectType? Find(string word)
    {
        foreach (var type in all)
        {
            if (type.Is(word))
            {
                return type;
            }
        }

        return null;
    }

    /// <summary>The one of a name that is there, with Keras's defaults.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public KerasObject Default(string word) =>
        (Find(word) ?? throw new ArgumentException($"{noun} '{word}' does not exist", nameof(word))).WithDefaults;
}
