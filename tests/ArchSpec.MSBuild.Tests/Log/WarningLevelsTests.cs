namespace ArchSpec.MSBuild.Tests.Log;

public sealed class WarningLevelsTests : IDisposable
{
    private readonly TestProject _project = new();

    public WarningLevelsTests() => _project.Write("doubtful.yaml", TestProject.Doubtful);

    [Theory]
    [InlineData(false, "", "", "warning")]
    [InlineData(true, "", "", "error")]
    [InlineData(true, "CS1591;as0305", "", "warning")]
    // MSBuild makes a message of it, if it stays a warning.
    [InlineData(true, "", "CS1591, AS0305\n", "warning")]
    [InlineData(true, "AS030;AS03055", "", "error")]
    public void A_warning_is_what_the_project_makes_of_it(bool treatAsErrors, string notAsErrors, string noWarn, string expected)
    {
        var step = _project.Step("doubtful.yaml");
        (step.TreatWarningsAsErrors, step.WarningsNotAsErrors, step.NoWarn) = (treatAsErrors, notAsErrors, noWarn);

        Assert.Equal(expected == "warning", step.Execute());

        Assert.Equal([$"doubtful.yaml(5,5): {expected} AS0305"], step.Places());
        Assert.Equal(expected == "warning", File.Exists(_project.Stamp));
    }

    public void Dispose() => _project.Dispose();
}
