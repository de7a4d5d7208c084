namespace ArchSpec.MSBuild.Outputs;

/// <summary>The schema that editors complete specs with, copied to where a spec's first line finds it.</summary>
internal static class SchemaFile
{
    private const string Name = "archspec.schema.json";

    /// <summary>
    /// A path for each topmost folder of specs within the project: specs in folders below reach it with <c>../</c>, and what lies
    /// outside is another project's.
    /// </summary>
    public static IEnumerable<string> PathsFor(IEnumerable<SpecItem> specs, string projectFolder)
    {
        var project = Path.GetFullPath(projectFolder);
        var folders = specs.Select(spec => Path.GetDirectoryName(spec.FullPath)!).Where(folder => SpecPaths.IsIn(folder, project)).Distinct().ToList();
        return folders
            .Where(folder => !folders.Exists(other => other != folder && SpecPaths.IsIn(folder, other)))
            .Order(StringComparer.Ordinal)
            .Select(folder => Path.Combine(folder, Name));
    }
}
