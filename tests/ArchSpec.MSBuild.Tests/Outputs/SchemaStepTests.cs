using ArchSpec.Plugins;
using ArchSpec.Schema;
using ArchSpec.Testing;

namespace ArchSpec.MSBuild.Tests.Outputs;

public sealed class SchemaStepTests : IDisposable
{
    private readonly TestProject _project = new();

    public SchemaStepTests() => _project.Write("architectures/tiny.yaml", TestProject.Tiny);

    private string Schema => _project.In("architectures/archspec.schema.json");

    [Fact]
    public void The_schema_is_that_of_the_command_and_of_the_reference_models()
    {
        Run();

        Assert.Equal(SpecSchema.Write(BuiltInLayers.Registry), File.ReadAllText(Schema));
        Assert.Equal(File.ReadAllText(RepositoryRoot.In("architectures", "archspec.schema.json")), File.ReadAllText(Schema));
        Assert.Contains(Schema, _project.Dependencies);
    }

    [Fact]
    public void One_that_git_gave_other_line_ends_stays_as_it_is()
    {
        Run();
        File.WriteAllText(Schema, File.ReadAllText(Schema).Replace("\n", "\r\n", StringComparison.Ordinal));
        var before = File.ReadAllBytes(Schema);

        Run();

        Assert.Equal(before, File.ReadAllBytes(Schema));
    }

    [Fact]
    public void One_that_somebody_changed_is_written_again()
    {
        File.WriteAllText(Schema, "{}");

        Run();

        Assert.Equal(SpecSchema.Write(BuiltInLayers.Registry), File.ReadAllText(Schema));
    }

    [Fact]
    public void Without_being_asked_for_it_is_not_written()
    {
        Assert.True(_project.Step("architectures/tiny.yaml").Execute());

        Assert.False(File.Exists(Schema));
    }

    public void Dispose() => _project.Dispose();

    private void Run()
    {
        var step = _project.Step("architectures/tiny.yaml");
        step.CopiesSchema = true;
        Assert.True(step.Execute());
    }
}
