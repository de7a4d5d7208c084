using ArchSpec.MSBuild.Outputs;

namespace ArchSpec.MSBuild;

/// <summary>
/// What a build leaves in <c>obj</c> for the next one: the files that it has read beside the items, and, last of all, a stamp that they
/// are compared with. Without the stamp the next build runs.
/// </summary>
/// <param name="folder">Where they lie.</param>
internal sealed class BuildRecord(string folder)
{
    private string Stamp => Path.Combine(folder, "ArchSpec.stamp");

    private string Dependencies => Path.Combine(folder, "ArchSpec.dependencies.txt");

    /// <summary>A build that does not come to its end is not up to date.</summary>
    public void Begin()
    {
        Directory.CreateDirectory(folder);
        File.Delete(Stamp);
    }

    /// <summary>Notes that all is done.</summary>
    /// <param name="files">What was read or compared, absolute.</param>
    public void End(IEnumerable<string> files)
    {
        var lines = files.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(file => file + "\n");
        OutputFile.Write(Dependencies, string.Concat(lines));
        File.WriteAllText(Stamp, "");
    }
}
