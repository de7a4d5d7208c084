using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using ArchSpec.Layers;

namespace ArchSpec.Plugins.External;

/// <summary>
/// A layer of a plugin. Whatever it throws that is no <see cref="LayerException"/>, and answers that cannot be right, become a
/// <see cref="PluginException"/> that names it. Every member of the interface is passed on; a test looks that none is forgotten.
/// </summary>
internal sealed class GuardedLayer : ILayer
{
    private readonly ILayer _layer;
    private readonly PluginContext _context;

    // What a layer says of itself is asked for once, when the plugin is loaded.
    public GuardedLayer(ILayer layer, PluginContext context)
    {
        (_layer, _context) = (layer, context);
        (Type, Summary, Arguments) = (layer.Type, layer.Summary, layer.Arguments);
        (TakesSeveralInputs, Activation, ActivityRegularizer) = (layer.TakesSeveralInputs, layer.Activation, layer.ActivityRegularizer);
    }

    /// <summary>The class, as the plugin names it.</summary>
    public string ClassName => _layer.GetType().FullName!;

    public string Type { get; }

    public string Summary { get; }

    public ImmutableArray<Argument> Arguments { get; }

    public bool TakesSeveralInputs { get; }

    public Argument<KerasObject>? Activation { get; }

    public Argument<KerasObject?>? ActivityRegularizer { get; }

    public ITorchBuilder Torch => new GuardedBuilder(Ask("Torch", () => _layer.Torch), this);

    public int LeastInputs(LayerArguments arguments)
    {
        var least = Ask("LeastInputs", () => _layer.LeastInputs(arguments));
        return least >= 1 ? least : throw Wrong("LeastInputs", $"returns {least}; a layer takes one input or more");
    }

    public int MostInputs(LayerArguments arguments)
    {
        var most = Ask("MostInputs", () => _layer.MostInputs(arguments));
        return most >= LeastInputs(arguments) ? most : throw Wrong("MostInputs", $"returns {most}, which is less than LeastInputs returns");
    }

    public KerasObject? ActivityPenalty(LayerArguments arguments) => Ask("ActivityPenalty", () => _layer.ActivityPenalty(arguments));

    public Shape InferShape(LayerCall call)
    {
        var shape = Ask("InferShape", () => _layer.InferShape(call));
        return shape.Rank > 0 ? shape : throw Wrong("InferShape", "returns a shape without dimensions");
    }

    public ImmutableArray<WeightSpec> Weights(LayerCall call)
    {
        var weights = Ask("Weights", () => _layer.Weights(call));
        return WeightCheck.ProblemOf(weights) is { } problem ? throw Wrong("Weights", problem) : weights;
    }

    public long Flops(LayerCall call)
    {
        var flops = Ask("Flops", () => _layer.Flops(call));
        return flops >= 0 ? flops : throw Wrong("Flops", $"returns {flops}");
    }

    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context)
    {
        var (channels, expected) = (Ask("Channels", () => _layer.Channels(call, context)), InferShape(call).RequireChannels());
        return !channels.IsDefault && channels.Length == expected
            ? channels
            : throw Wrong("Channels", $"returns {(channels.IsDefault ? 0 : channels.Length)} identities for an output of {expected} channels");
    }

    public string? ObstacleToFolding(LayerCall call) => Ask("ObstacleToFolding", () => _layer.ObstacleToFolding(call));

    public ChannelBounds? Bounds(LayerCall call, IBoundContext context)
    {
        var bounds = Ask("Bounds", () => _layer.Bounds(call, context));
        var expected = bounds is null ? 0 : InferShape(call).RequireChannels();
        return bounds is null || (!bounds.Low.IsDefault && bounds.Low.Length == expected && !bounds.High.IsDefault && bounds.High.Length == expected)
            ? bounds
            : throw Wrong("Bounds", $"returns bounds that are not one pair for each of {expected} channels");
    }

    public ValueChange Changes(LayerCall call) => Ask("Changes", () => _layer.Changes(call));

    /// <summary>Runs a part of the plugin.</summary>
    /// <param name="member">For messages.</param>
    /// <param name="ask">The part.</param>
    internal T Ask<T>(string member, Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception error) when (IsFault(error))
        {
            throw PluginErrors.Failed(_context.File.ShownAs, Type, member, error);
        }
    }

    /// <summary>An answer that cannot be right.</summary>
    internal PluginException Wrong(string member, string answer) => PluginErrors.WrongAnswer(_context.File.ShownAs, Type, member, answer);

    // An overflow means that numbers of the spec are too large, which the reader says. A lack of memory and an end that was asked for
    // are nobody's fault. What ArchSpec itself throws, a LayerException before all, is for the person as it is.
    private static bool IsFault(Exception error) =>
        error is not (OverflowException or OperationCanceledException or OutOfMemoryException) && !IsOurs(error.GetType().Assembly);

    private static bool IsOurs(Assembly assembly) =>
        assembly.GetName().Name!.StartsWith("ArchSpec.", StringComparison.Ordinal)
        && AssemblyLoadContext.GetLoadContext(assembly) == AssemblyLoadContext.GetLoadContext(typeof(GuardedLayer).Assembly);
}
