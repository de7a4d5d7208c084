using System.Collections.Immutable;
using ArchSpec.Graph;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Weights;
using ArchSpec.Training.Weights.Published;

namespace ArchSpec.Training.Sessions;

/// <summary>Where a network's first weights come from.</summary>
internal sealed class InitialWeights
{
    private readonly string? _file;
    private readonly IReadOnlyList<WeightsReference> _sources;
    private readonly Dictionary<WeightsReference, PublishedWeights> _published = [];
    private readonly Dictionary<WeightsReference, string> _fetched = [];

    private InitialWeights(string? file, IReadOnlyList<WeightsReference> sources) => (_file, _sources) = (file, sources);

    /// <summary>What the person says goes before what the spec says.</summary>
    /// <param name="network">The model.</param>
    /// <param name="option">A file, <c>none</c>, or null for what the spec says.</param>
    /// <param name="sets">The known sets; null for those that there are.</param>
    /// <exception cref="TrainingException">The spec asks for a known set, and none is for its layers.</exception>
    public static InitialWeights Of(Network network, string? option, IReadOnlyList<PublishedWeights>? sets = null)
    {
        var initial = new InitialWeights(option is null or "none" ? null : option, option == "none" ? [] : network.WeightSources);
        foreach (var source in option is null ? network.WeightSources.Where(source => source.FullPath is null) : [])
        {
            initial._published[source] = PublishedWeights.For(source.Layers, sets ?? PublishedWeights.All)
                ?? throw new TrainingException($"{source.Span}: {PublishedWeights.Unknown(source.Source, source.Layers)}; --weights none begins with random weights, --weights FILE with those of a file");
        }

        return initial;
    }

    /// <summary>Downloads the known sets that are not at hand, before anything else takes time.</summary>
    /// <exception cref="WeightsException">One cannot be had.</exception>
    public void Fetch(PublishedStore store, CancellationToken stop)
    {
        foreach (var (source, set) in _published)
        {
            _fetched[source] = store.Find(set, stop);
        }
    }

    public void LoadInto(CompiledNetwork network, SessionOptions options)
    {
        if (_file is not null)
        {
            LoadFile(network, _file, options);
            return;
        }

        foreach (var source in _sources)
        {
            LoadPart(network, source.FullPath ?? _fetched[source], source.Layers, options);
        }
    }

    // A file in the place of a known set may be for the base alone, and for more of it than is taken, as the set itself is.
    private void LoadFile(CompiledNetwork network, string file, SessionOptions options)
    {
        var known = _sources.Where(source => source.FullPath is null).SelectMany(source => source.Layers).ToImmutableArray();
        if (!known.IsEmpty && !options.Partial && NetworkWeights.IsFor(network, file, IsIn(known)))
        {
            LoadPart(network, file, known, options);
            return;
        }

        options.Say(NetworkWeights.Load(network, file, options.Partial).Text);
    }

    private static void LoadPart(CompiledNetwork network, string file, ImmutableArray<string> layers, SessionOptions options)
    {
        var report = NetworkWeights.Load(network, file, options.Partial, IsIn(layers));
        options.Say((report with { Unused = [] }).Text);
    }

    private static Func<string, bool> IsIn(ImmutableArray<string> layers)
    {
        var wanted = layers.ToHashSet();
        return path => wanted.Contains(path.Split('/')[0]);
    }
}
