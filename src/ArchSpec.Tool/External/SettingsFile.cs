using ArchSpec.Diagnostics;
using ArchSpec.Spec;

namespace ArchSpec.Tool.External;

/// <summary><c>archspec.json</c>: what a person wants of every command in a folder and the folders in it.</summary>
/// <param name="Path">The file, absolute.</param>
/// <param name="Plugins">Assemblies with layers, absolute.</param>
internal sealed record SettingsFile(string Path, IReadOnlyList<string> Plugins)
{
    /// <summary>The file's name.</summary>
    public const string Name = "archspec.json";

    /// <summary>
    /// The nearest one, in a folder or above it; null where there is none. A folder that everybody may write to, as <c>/tmp</c> is, does not
    /// count, be it the one where a person is: somebody else's file would run code. Nor does a file that everybody may write to.
    /// </summary>
    // A loop over file names: a short command must not pay for what most folders do not have.
    public static string? Find(string folder)
    {
        for (var at = folder; at is not null; at = System.IO.Path.GetDirectoryName(at))
        {
            var file = System.IO.Path.Combine(at, Name);
            if (File.Exists(file) && !IsOpenToAll(at) && !IsOpenToAll(file))
            {
                return file;
            }
        }

        return null;
    }

    private static bool IsOpenToAll(string path) =>
        OperatingSystem.IsWindows() ? WindowsRights.IsOpenToAll(path) : (File.GetUnixFileMode(path) & UnixFileMode.OtherWrite) != 0;

    /// <summary>Reads one. Paths in it are relative to it.</summary>
    /// <exception cref="SpecException">It is not what such a file is.</exception>
    public static SettingsFile Read(string path, string workingFolder)
    {
        var folder = System.IO.Path.GetDirectoryName(path)!;
        var shownAs = folder == workingFolder ? Name : path;
        try
        {
            var plugins = new SettingsReader(PlainFile.ReadAllBytes(path), shownAs).Read();
            return new SettingsFile(path, [.. plugins.Select(plugin => System.IO.Path.GetFullPath(plugin, folder))]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw SettingsReader.Error(SourceSpan.StartOf(shownAs), $"the file cannot be read: {error.Message}");
        }
    }
}
