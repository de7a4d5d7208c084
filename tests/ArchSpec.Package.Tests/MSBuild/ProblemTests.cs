namespace ArchSpec.Package.Tests.MSBuild;

/// <summary>What is wrong with specs, as the build says it.</summary>
[Collection(MSBuildPackageGroup.Name)]
public sealed class ProblemTests(MSBuildPackage package)
{
    private const string Doubtful = """
        archspec: 1
        input: [8, 8, 3]
        layers:
          - Flatten: { name: flat }
          - Dense: { units: 2, name: unused }
          - Dense: { units: 5, inputs: flat }

        """;

    [Fact]
    public void An_error_in_a_spec_is_one_of_the_build_with_its_place_and_a_link()
    {
        var project = package.NewProject("errors");
        var bad = project.Write("architectures/bad.yaml", ScratchProject.Tiny.Replace("Dense: 5", "Dens: 5", StringComparison.Ordinal));
        project.Write("architectures/worse.yaml", "archspec: 1\n\t- no: YAML\n");
        project.Restore();

        var result = project.Build();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"{bad}(6,5): error AS0201: ", result.Output, StringComparison.Ordinal);
        Assert.Equal(["AS0201", "AS0008"], result.Log.Errors.Select(error => error.Code));
        var error = result.Log.Errors.First();
        Assert.Equal((bad, 6, 5, "ArchSpec.AS0201"), (error.File, error.LineNumber, error.ColumnNumber, error.HelpKeyword));
        Assert.Equal(0, result.Log.Runs("Csc"));

        // A binary log has no links: this is what they are made of.
        Assert.True(File.Exists(Path.Combine(project.Property("ArchSpecHelpLinkBase"), "AS0201.md")));

        // Nothing is forgotten, and an editor gets on.
        Assert.Equal(1, project.Build().ExitCode);
        var editor = project.Target("Compile", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true");
        Assert.Equal(0, editor.ExitCode);
        Assert.Empty(editor.Log.Errors);
        Assert.NotNull(project.Generated());
        Assert.Equal(["AS0201", "AS0008"], project.Build().Log.Errors.Select(one => one.Code));
    }

    [Fact]
    public void A_warning_is_what_the_project_makes_of_it()
    {
        var project = package.NewProject("warnings");
        project.Write("architectures/doubtful.yaml", Doubtful);
        project.Restore();

        var warned = project.Build();
        Assert.Equal((0, "AS0305"), (warned.ExitCode, Assert.Single(warned.Log.Warnings).Code));
        Assert.Contains("doubtful.yaml(5,5): warning AS0305: ", warned.Output, StringComparison.Ordinal);

        var silenced = project.Build("-p:NoWarn=AS0305");
        Assert.Equal(0, silenced.ExitCode);
        Assert.Empty(silenced.Log.Warnings);
        Assert.Equal(1, silenced.Log.Runs("CompileArchitectures"));

        foreach (var property in new[] { "TreatWarningsAsErrors=true", "WarningsAsErrors=AS0305" })
        {
            var refused = project.Build($"-p:{property}");
            Assert.Equal((1, "AS0305"), (refused.ExitCode, Assert.Single(refused.Log.Errors).Code));
            Assert.Equal(0, refused.Log.Runs("Csc"));
        }

        Assert.Equal(0, project.Build("-p:TreatWarningsAsErrors=true", "-p:WarningsNotAsErrors=AS0305").ExitCode);
    }

    [Fact]
    public void Another_SDK_is_one_clear_error()
    {
        var project = package.NewProject("sdk");
        project.Write("architectures/tiny.yaml", ScratchProject.Tiny);
        project.Restore();

        Refuses("_ArchSpecSdk=9.0.308", "this is the .NET SDK 9.0.308");
        Refuses("_ArchSpecRuntime=Full", "this is MSBuild for .NET Framework, as Visual Studio has it");

        void Refuses(string property, string reason)
        {
            var result = project.Build($"-p:{property}");

            var error = Assert.Single(result.Log.Errors);
            Assert.Equal((1, "AS0901"), (result.ExitCode, error.Code));
            Assert.EndsWith(reason, error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("ArchSpec.MSBuild", result.Log.LoadedAssemblies);
        }
    }
}
