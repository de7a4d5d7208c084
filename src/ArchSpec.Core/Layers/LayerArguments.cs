using System.Collections.Immutable;
using ArchSpec.Diagnostics;

namespace ArchSpec.Layers;

/// <summary>The values of a layer's arguments: those given, and the defaults of the others.</summary>
public sealed class LayerArguments
{
    private readonly ImmutableDictionary<string, object?> _values;
    private readonly ImmutableDictionary<string, SourceSpan?> _origins;

    /// <summary>No argument is given.</summary>
    public static LayerArguments Defaults { get; } =
        new(ImmutableDictionary<string, object?>.Empty, ImmutableDictionary<string, SourceSpan?>.Empty);

    private LayerArguments(ImmutableDictionary<string, object?> values, ImmutableDictionary<string, SourceSpan?> origins)
    {
        _values = values;
        _origins = origins;
    }

    /// <summary>The value of an argument: the one given, or its default.</summary>
    public T Get<T>(Argument<T> argument) => (T)ValueOf(argument)!;

    /// <summary>The value of an argument: the one given, or its default.</summary>
    public object? ValueOf(Argument argument) => _values.TryGetValue(argument.Name, out var value) ? value : argument.Default;

    /// <summary>Whether the spec gives the argument.</summary>
    public bool IsGiven(Argument argument) => _values.ContainsKey(argument.Name);

    /// <summary>
    /// Where the argument's number was written, so that it can be rewritten there; null where it is a default or was
    /// computed by an expression.
    /// </summary>
    public SourceSpan? OriginOf(Argument argument) => _origins.GetValueOrDefault(argument.Name);

    /// <summary>The same arguments with one value set.</summary>
    public LayerArguments With<T>(Argument<T> argument, T value) => With(argument, value, null);

    /// <summary>The same arguments with one value set that was read from a spec.</summary>
    internal LayerArguments With(Argument argument, object? value, SourceSpan? origin) =>
        new(_values.SetItem(argument.Name, value), _origins.SetItem(argument.Name, origin));
}
