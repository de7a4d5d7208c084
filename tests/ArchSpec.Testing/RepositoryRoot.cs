namespace ArchSpec.Testing;

/// <summary>The folder that holds <c>ArchSpec.sln</c>.</summary>
public static class RepositoryRoot
{
    private static readonly Lazy<string> Found = new(Find);

    /// <summary>Absolute, without a separator at its end.</summary>
    public static string Path => Found.Value;

    /// <summary>An absolute path to something in the repository, for <c>In("architectures", "lenet.yaml")</c>.</summary>
    public static string In(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>
    /// The rice photographs that some tests measure with, or null where this machine has none: the folder named by
    /// <c>ARCHSPEC_RICE_DIR</c>, or else <c>../shared/data/rice</c> beside the repository.
    /// </summary>
    public static string? RicePhotographs()
    {
        var named = Environment.GetEnvironmentVariable("ARCHSPEC_RICE_DIR");
        var folder = string.IsNullOrEmpty(named) ? In("..", "shared", "data", "rice") : named;
        return Directory.Exists(folder) ? System.IO.Path.GetFullPath(folder) : null;
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "ArchSpec.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds ArchSpec.sln.");
    }
}
