namespace ArchSpec.Package.Tests.MSBuild;

/// <summary>Summaries as files of the project's repository.</summary>
[Collection(MSBuildPackageGroup.Name)]
public sealed class SummarySnapshotTests(MSBuildPackage package)
{
    [Fact]
    public void A_summary_is_written_on_request_and_a_difference_fails_the_build()
    {
        var project = package.NewProject("summaries", "<ArchSpecVerifySummaries>true</ArchSpecVerifySummaries><ArchSpecCopySchema>false</ArchSpecCopySchema>");
        project.Write("architectures/tiny.yaml", ScratchProject.Tiny);
        project.Restore();

        var missing = project.Build();
        Assert.Equal((1, "AS0902"), (missing.ExitCode, Assert.Single(missing.Log.Errors).Code));

        project.Builds("-p:ArchSpecSummaries=true", "-p:ArchSpecVerifySummaries=false");
        var summary = project.In("architectures/tiny.summary.txt");
        var accepted = File.ReadAllText(summary);
        Assert.Contains("Total params: 965", accepted, StringComparison.Ordinal);
        project.Builds();
        Assert.Equal(1, project.Builds().UpToDate("CompileArchitectures"));

        // Somebody edits the file.
        File.WriteAllText(summary, accepted.Replace("965", "966", StringComparison.Ordinal));
        project.Touch("architectures/tiny.summary.txt");
        var differs = project.Build();
        var error = Assert.Single(differs.Log.Errors);
        var line = accepted.Split('\n').ToList().FindIndex(one => one.Contains("965", StringComparison.Ordinal)) + 1;
        Assert.Equal((1, "AS0902", summary, line), (differs.ExitCode, error.Code, error.File, error.LineNumber));
        Assert.False(File.Exists(project.In("architectures/archspec.schema.json")));
    }
}
