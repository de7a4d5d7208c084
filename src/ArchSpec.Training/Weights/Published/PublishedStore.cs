using System.Globalization;

namespace ArchSpec.Training.Weights.Published;

/// <summary>
/// Finds published weights: in the folder that the person names, in the user's cache, or on the publisher's server, from where they
/// come into the cache once. A file is used only if its hash is right.
/// </summary>
public sealed class PublishedStore
{
    /// <summary>A folder that holds the files; nothing is downloaded then.</summary>
    public const string FolderVariable = "ARCHSPEC_WEIGHTS_DIR";

    private readonly string _cache;
    private readonly string? _folder;
    private readonly Action<string> _say;
    private readonly Action<long, long>? _progress;

    /// <summary>Names the places.</summary>
    /// <param name="cache">Where downloads are kept; made where it is missing.</param>
    /// <param name="folder">The person's own folder, or null.</param>
    /// <param name="say">Takes lines for the person.</param>
    /// <param name="progress">Is told bytes downloaded and bytes in all, or null.</param>
    public PublishedStore(string cache, string? folder, Action<string> say, Action<long, long>? progress) =>
        (_cache, _folder, _say, _progress) = (cache, folder, say, progress);

    /// <summary>The places that the environment names.</summary>
    public static PublishedStore FromEnvironment(Action<string> say, Action<long, long>? progress) =>
        new(DefaultCache(), NonEmpty(FolderVariable), say, progress);

    /// <summary>The path of a set's file, downloaded if need be.</summary>
    /// <exception cref="WeightsException">It cannot be had, or it is not what was published.</exception>
    public string Find(PublishedWeights set, CancellationToken stop)
    {
        if (_folder is not null)
        {
            return FindIn(_folder, set);
        }

        var path = Path.Combine(_cache, set.File);
        if (File.Exists(path) && IsIntact(set, path))
        {
            return path;
        }

        Download(set, path, stop);
        return path;
    }

    // The person's folder is the person's: what is wrong in it is told, and nothing is replaced.
    private static string FindIn(string folder, PublishedWeights set)
    {
        var path = Path.Combine(folder, set.File);
        if (!File.Exists(path))
        {
            throw new WeightsException($"{path}: there is no such file, and {FolderVariable} says to look there; it is published as {set.Url}");
        }

        return PublishedHash.Problem(set, path) is { } problem
            ? throw new WeightsException($"{path}: this is not the file that was published ({problem}); --weights {path} takes it all the same")
            : path;
    }

    private bool IsIntact(PublishedWeights set, string path)
    {
        var pinned = File.Exists(Pin(path)) ? File.ReadAllText(Pin(path)).Trim() : null;
        var problem = pinned is null ? PublishedHash.Problem(set, path) : pinned == PublishedHash.Sha256(path) ? null : "its SHA-256 is no longer that of the download";
        if (problem is not null)
        {
            _say($"{path} is damaged ({problem}) and is downloaded again");
        }

        return problem is null;
    }

    private void Download(PublishedWeights set, string path, CancellationToken stop)
    {
        var part = path + ".part";
        try
        {
            Directory.CreateDirectory(_cache);
            _say(string.Create(CultureInfo.InvariantCulture, $"Downloading the weights of {set.Model}{(set.Bytes is { } bytes ? $" ({bytes / 1e6:F1} MB)" : "")} from {set.Url}"));
            using var download = new WeightsDownload(_progress);
            download.Run(set.Url, part, stop);
            Accept(set, part, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WeightsException($"{path}: the weights of {set.Model} could not be written ({error.Message})");
        }
    }

    private void Accept(PublishedWeights set, string part, string path)
    {
        if (PublishedHash.Problem(set, part) is { } problem)
        {
            File.Delete(part);
            throw new WeightsException($"{set.Url}: what came is not the file that was published ({problem}), and has been removed");
        }

        var hash = PublishedHash.Sha256(part);
        AtomicFile.Write(Pin(path), hash + "\n");
        File.Move(part, path, overwrite: true);
        _say(set.Sha256 is null
            ? $"The weights are {path}; Keras publishes {(set.Md5 is null ? "no hash" : "an MD5, which is right, and no SHA-256")}: the SHA-256 {hash} is checked from now on"
            : $"The weights are {path}, with the right SHA-256");
    }

    private static string Pin(string path) => path + ".sha256";

    private static string DefaultCache()
    {
        if (OperatingSystem.IsWindows())
        {
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "archspec", "weights");
        }

        var caches = NonEmpty("XDG_CACHE_HOME") is { } given && Path.IsPathRooted(given)
            ? given
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return Path.Combine(caches, "archspec", "weights");
    }

    private static string? NonEmpty(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
