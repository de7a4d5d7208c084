using ArchSpec.Training.Data;
using ArchSpec.Training.Native;

namespace ArchSpec.Training.Sessions;

/// <summary>What training, evaluation and pruning all need to know.</summary>
public sealed record SessionOptions
{
    /// <summary>The data folder.</summary>
    public required string Data { get; init; }

    /// <summary>A folder with another libtorch, or null.</summary>
    public string? LibTorch { get; init; }

    /// <summary><c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>In which numbers networks compute.</summary>
    public Precision Precision { get; init; }

    /// <summary>Where decoded images are kept, and what becomes of bad ones.</summary>
    public CacheOptions Cache { get; init; } = new();

    /// <summary>The same, with lines about it going where the others go.</summary>
    internal CacheOptions SayingCache => Cache with { Say = Cache.Say ?? Say };

    /// <summary>Whether weights that do not fit, or are missing, are left as they are instead of refused.</summary>
    public bool Partial { get; init; }

    /// <summary>The names of the classes in the order of the model's outputs; null for those that the weights file says.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>Takes what may be wrong and is gone on with, a sentence each.</summary>
    public Action<string> Warn { get; init; } = _ => { };

    /// <summary>Takes lines for the person.</summary>
    public Action<string> Say { get; init; } = _ => { };

    /// <summary>Is told images decoded and images in all, or null.</summary>
    public Action<int, int>? DecodeProgress { get; init; }

    /// <summary>Is told bytes downloaded and bytes in all, or null.</summary>
    public Action<long, long>? DownloadProgress { get; init; }
}
