using ArchSpec.Core.Tests.Oracle;
using ArchSpec.Graph;

namespace ArchSpec.Core.Tests.Graph;

public class AutoNamesTests
{
    public static TheoryData<string, string> SnakeCases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var pair in OracleFile.Json("naming", "naming.json").GetProperty("to_snake_case").EnumerateObject())
            {
                cases.Add(pair.Name, pair.Value.GetString()!);
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(SnakeCases))]
    public void Snake_case_is_that_of_Keras(string name, string expected) => Assert.Equal(expected, AutoNames.ToSnakeCase(name));

    // From Keras's three substitutions: \W+ → nothing, (.)([A-Z][a-z]+) → \1_\2, ([a-z])([A-Z]) → \1_\2.
    [Theory]
    [InlineData("", "")]
    [InlineData("A", "a")]
    [InlineData("my_Layer", "my__layer")]
    [InlineData("my-Layer two", "my_layertwo")]
    [InlineData("ABcDe", "a_bc_de")]
    [InlineData("aBCd", "a_b_cd")]
    [InlineData("2Dense", "2_dense")]
    public void Snake_case_of_odd_names(string name, string expected) => Assert.Equal(expected, AutoNames.ToSnakeCase(name));

    [Theory]
    [InlineData("ops share counters with layers of the same name", "InputLayer Multiply Add Relu Add ReLU")]
    [InlineData("activation layer object consumes a name", "InputLayer Dense -LeakyReLU Dense LeakyReLU")]
    public void Names_are_counted_as_in_Keras(string oracle, string constructed)
    {
        var names = new AutoNames();
        var expected = OracleFile.Json("naming", "naming.json").GetProperty(oracle).EnumerateArray().Select(name => name.GetString());

        var made = constructed.Split(' ').Select(type => type.StartsWith('-') ? Hide(names.Next(type[1..])) : names.Next(type)).ToList();

        Assert.Equal(expected, made.OfType<string>());
    }

    // A type after "-" is constructed, but the oracle does not list its name.
    private static string? Hide(string? _) => null;
}
