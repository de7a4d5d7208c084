namespace ArchSpec.Package.Tests.MSBuild;

/// <summary>What a build does anew, and what it leaves as it is: by its binary log.</summary>
[Collection(MSBuildPackageGroup.Name)]
public sealed class IncrementalBuildTests(MSBuildPackage package)
{
    private const string Task = "CompileArchitectures";
    private const string Derived = "archspec: 1\nname: derived\nbase: ../common/base.yaml\nlayers: [Softmax]\n";

    [Fact]
    public void A_build_does_what_has_changed_and_clean_takes_it_away()
    {
        var project = package.NewProject("incremental", "<TreatWarningsAsErrors>true</TreatWarningsAsErrors>");
        project.Write("common/base.yaml", ScratchProject.Tiny);
        project.Write("architectures/derived.yaml", Derived);
        project.Write("architectures/deep/other.yaml", ScratchProject.Tiny);
        project.Write("Uses.cs", "namespace Uses;\n\n/// <summary>Sees what is generated.</summary>\npublic static class Sum\n{\n    /// <summary>Of both.</summary>\n    public const long Parameters = incremental.Architectures.Derived.Parameters + incremental.Architectures.Other.Parameters;\n}\n");
        project.Restore();

        Expect(project.Builds(), ran: true, compiled: true);
        Assert.True(File.Exists(project.In("architectures/archspec.schema.json")));
        Assert.False(File.Exists(project.In("architectures/deep/archspec.schema.json")));

        Expect(project.Builds(), ran: false, compiled: false);

        // A base that no item names.
        project.Touch("common/base.yaml");
        Expect(project.Builds(), ran: true, compiled: false);
        project.Write("common/base.yaml", ScratchProject.Tiny.Replace("Dense: 5", "Dense: 7", StringComparison.Ordinal));
        project.Touch("common/base.yaml");
        Expect(project.Builds(), ran: true, compiled: true);
        Assert.Contains("Classes = 7", project.Generated(), StringComparison.Ordinal);

        File.Delete(project.In("common/base.yaml"));
        Assert.Equal("AS0503", Assert.Single(project.Build().Log.Errors).Code);
        project.Write("common/base.yaml", ScratchProject.Tiny);

        project.Write("architectures/added.yaml", ScratchProject.Tiny);
        // Copied from elsewhere, it is older than the last build.
        File.SetLastWriteTimeUtc(project.In("architectures/added.yaml"), DateTime.UtcNow.AddDays(-1));
        Expect(project.Builds(), ran: true, compiled: true);
        Assert.Contains("class Added", project.Generated(), StringComparison.Ordinal);
        File.Delete(project.In("architectures/added.yaml"));
        Expect(project.Builds(), ran: true, compiled: true);
        Assert.DoesNotContain("class Added", project.Generated(), StringComparison.Ordinal);

        var task = project.Property("_ArchSpecTask");
        File.SetLastWriteTimeUtc(task, DateTime.UtcNow.AddSeconds(1));
        Expect(project.Builds(), ran: true, compiled: false);
        File.SetLastWriteTimeUtc(task, DateTime.UtcNow.AddDays(-1));

        File.Delete(project.In("obj/Debug/net10.0/Architectures.g.cs"));
        Expect(project.Builds(), ran: true, compiled: true);

        Assert.Equal(0, project.Target("Clean").ExitCode);
        Assert.Null(project.Generated());
        Assert.Empty(Directory.GetFiles(project.In("obj/Debug/net10.0/ArchSpec")));
        Assert.True(File.Exists(project.In("architectures/archspec.schema.json")));
    }

    private static void Expect(BinaryLog log, bool ran, bool compiled)
    {
        Assert.Equal(ran ? 1 : 0, log.Runs(Task));
        Assert.Equal(ran ? 0 : 1, log.UpToDate(Task));
        Assert.Equal(compiled ? 1 : 0, log.Runs("Csc"));
        Assert.Empty(log.Warnings);
        Assert.DoesNotContain("TorchSharp", log.LoadedAssemblies);
    }
}
