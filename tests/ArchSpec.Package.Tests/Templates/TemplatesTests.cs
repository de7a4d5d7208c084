namespace ArchSpec.Package.Tests.Templates;

/// <summary>What <c>dotnet new</c> makes of the packed templates, built with the packed packages.</summary>
public sealed class TemplatesTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public TemplatesTests() => _scratch.Dotnet("new", "install", $"ArchSpec.Templates@{Feed.Version}").Ok();

    [Theory]
    [InlineData("rice-small", "rice-small", "64", "7")]
    [InlineData("3D grains & rice!", "3-d-grains-rice", "32", "2")]
    public void A_model_comes_with_a_test_that_passes(string name, string specName, string size, string classes)
    {
        _scratch.Dotnet("new", "archspec-model", "-n", name, "-o", "model", "--input-size", size, "--classes", classes).Ok();

        var spec = File.ReadAllText(_scratch.In($"model/architectures/{specName}.yaml"));
        Assert.Contains($"name: {specName}\ninput: [{size}, {size}, 3]\n", spec, StringComparison.Ordinal);
        Assert.True(File.Exists(_scratch.In("model/architectures/archspec.schema.json")));
        var output = _scratch.Dotnet("test", "model/tests").Ok();
        Assert.Contains("Passed:     2", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_test_fails_where_the_model_grows()
    {
        _scratch.Dotnet("new", "archspec-model", "-n", "Model").Ok();
        var spec = _scratch.In("Model/architectures/model.yaml");
        File.WriteAllText(spec, File.ReadAllText(spec).Replace("filters: 16", "filters: 17", StringComparison.Ordinal));

        var result = _scratch.Dotnet("test", "Model/tests");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("It_has_the_parameters_that_are_expected", result.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Rice.Models")]
    [InlineData("class")]
    [InlineData("SmallCnn")]
    public void A_library_builds_without_a_warning_and_has_classes_of_its_specs(string name)
    {
        _scratch.Dotnet("new", "archspec-lib", "-n", name, "-o", "library", "--classes", "3").Ok();

        _scratch.Dotnet("build", "library", "-warnaserror", "-nodeReuse:false").Ok();

        var made = File.ReadAllText(_scratch.In("library/obj/Debug/net10.0/Architectures.g.cs"));
        Assert.Contains("class SmallCnn", made, StringComparison.Ordinal);
        Assert.Contains("Classes = 3", made, StringComparison.Ordinal);
    }

    public void Dispose() => _scratch.Dispose();
}
