using ArchSpec.Training.Data;

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

    /// <summary>Where decoded images are kept, and what becomes of bad ones.</summary>
    public CacheOptions Cache { get; init; } = new();

    /// <summary>Takes lines for the person.</summary>
    public Action<string> Say { get; init; } = _ => { };

    /// <summary>Is told images decoded and images in all, or null.</summary>
    public Action<int, int>? DecodeProgress { get; init; }
}
