namespace ArchSpec.Testing;

/// <summary>A folder of its own for one test, deleted with everything in it when the test is done.</summary>
public sealed class TempFolder : IDisposable
{
    /// <summary>Creates the folder.</summary>
    public TempFolder() => Path = Directory.CreateTempSubdirectory("archspec-").FullName;

    /// <summary>Absolute.</summary>
    public string Path { get; }

    /// <summary>An absolute path to something in the folder, which need not exist.</summary>
    public string In(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Makes a folder in it, and returns its absolute path.</summary>
    public string Folder(string relative) => Directory.CreateDirectory(In(relative)).FullName;

    /// <summary>Writes a text file in it, with the folders it needs, and returns its absolute path.</summary>
    public string Write(string relative, string text) => Write(relative, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a file in it, with the folders it needs, and returns its absolute path.</summary>
    public string Write(string relative, byte[] bytes)
    {
        var path = In(relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A file that is still open (Windows) is left to the system's own sweep of its temporary folder.
        }
        catch (UnauthorizedAccessException)
        {
            // As above: a mapped file reads as access denied on Windows.
        }
    }
}
