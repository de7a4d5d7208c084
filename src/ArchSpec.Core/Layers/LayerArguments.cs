using System.Collections.Immutable;
using ArchSpec.Diagnostics;

namespace ArchSpec.Layers;

/// <summary>The values of a layer's arguments: those given, and the defaults of the others.</summary>
public sealed class LayerArguments
{
    private readonly ImmutableDictionary<string, Given> _given;

    private LayerArguments(ImmutableDictionary<string, Given> given) => _given = given;

    /// <summary>No argument is given.</summary>
    public static LayerArguments Defaults { get; } = new(ImmutableDictionary<string, Given>.Empty);

    /// <summary>The value of an argument: the one given, or its default.</summary>
    public T Get<T>(Argument<T> argument) => (T)ValueOf(argument)!;

    /// <summary>The value of an argument: the one given, or its default.</summary>
    public object? ValueOf(Argument argument) => _given.TryGetValue(argument.Name, out var given) ? given.Value : argument.Default;

    /// <summary>Whether the spec gives the argument.</summary>
    public bool IsGiven(Argument argument) => _given.ContainsKey(argument.Name);

    /// <summary>
    /// Where the argument's number was written, so that it can be rewritten there; null where it is a default or was
    /// computed by an expression.
    /// </summary>
    public SourceSpan? OriginOf(Argument argument) => _given.GetValueOrDefault(argument.Name)?.Origin;

    /// <summary>
    /// The places of everything that the given values were read or computed from, each as often as it is used: a number that
    /// is used twice cannot be rewritten for one of its uses.
    /// </summary>
    public IEnumerable<SourceSpan> Numbers => _given.Values.SelectMany(given => given.Numbers);

    /// <summary>The same arguments with one value set.</summary>
    public LayerArguments With<T>(Argument<T> argument, T value) => With(argument, value, null, []);

    /// <summary>The same arguments with one value set that was read from a spec.</summary>
    internal LayerArguments With(Argument argument, object? value, SourceSpan? origin, ImmutableArray<SourceSpan> numbers) =>
        new(_given.SetItem(argument.Name, new Given(value, origin, numbers)));

    private sealed record Given(object? Value, SourceSpan? Origin, ImmutableArray<SourceSpan> Numbers);
}
