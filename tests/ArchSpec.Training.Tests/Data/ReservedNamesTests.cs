using ArchSpec.Training.Data;

namespace ArchSpec.Training.Tests.Data;

public sealed class ReservedNamesTests
{
    [Theory]
    [InlineData("CON")]
    [InlineData("nul")]
    [InlineData("Aux.old")]
    [InlineData("COM1")]
    [InlineData("lpt9")]
    [InlineData("a.")]
    [InlineData("a ")]
    public void Windows_keeps_names_of_devices_and_names_with_an_end_that_it_drops(string name) => Assert.True(ReservedNames.IsReserved(name));

    [Theory]
    [InlineData("Conifer")]
    [InlineData("COM")]
    [InlineData("COM0")]
    [InlineData("LPT10")]
    [InlineData("null")]
    [InlineData("a.b")]
    [InlineData(".a")]
    public void Other_names_are_free(string name) => Assert.False(ReservedNames.IsReserved(name));
}
