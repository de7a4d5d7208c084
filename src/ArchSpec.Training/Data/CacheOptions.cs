namespace ArchSpec.Training.Data;

/// <summary>Where decoded images are kept.</summary>
public sealed record CacheOptions
{
    /// <summary>
    /// The cache folder; where null, the one named by <c>ARCHSPEC_CACHE</c>, or else <c>archspec</c> in the user's cache folder
    /// (<c>XDG_CACHE_HOME</c>, <c>~/.cache</c>, or local application data on Windows).
    /// </summary>
    public string? Directory { get; init; }

    /// <summary>Default: on disk where it fits.</summary>
    public CacheMode Mode { get; init; }

    /// <summary>The most bytes that the cache folder keeps; files unused for longest go first. Default 64 GiB.</summary>
    public long DiskLimit { get; init; } = 64L << 30;

    /// <summary>The most bytes of images held in memory; where null, half of what the process may use.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>What becomes of images that cannot be decoded. Default: the data set is refused.</summary>
    public OnBadImage OnBadImage { get; init; }

    /// <summary>Takes a line where a cache turns out to be damaged, also while images are read; null for nobody.</summary>
    public Action<string>? Say { get; init; }

    internal string Folder()
    {
        var named = Directory ?? Environment.GetEnvironmentVariable("ARCHSPEC_CACHE");
        return Path.GetFullPath(string.IsNullOrEmpty(named) ? Path.Combine(UserCache(), "archspec") : named);
    }

    internal long MemoryBytes() => MemoryLimit ?? (GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2);

    private static string UserCache()
    {
        var xdg = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (OperatingSystem.IsWindows() || !string.IsNullOrEmpty(xdg))
        {
            return xdg is { Length: > 0 } ? xdg : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        }

        // A service account may have no home.
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home.Length > 0 ? Path.Combine(home, ".cache") : Path.GetTempPath();
    }
}
