using ArchSpec.MSBuild.Generation;

namespace ArchSpec.MSBuild.Tests.Generation;

public sealed class ClassNamesTests
{
    private const string Project = "/app";

    [Theory]
    [InlineData("cnn.yaml vgg16.yaml", "Cnn Vgg16")]
    // Folders tell files of one name apart, and only as many as it takes.
    [InlineData("a/cnn.yaml b/cnn.yaml c/vgg.yaml", "ACnn BCnn Vgg")]
    [InlineData("a/x/cnn.yaml b/x/cnn.yaml", "AXCnn BXCnn")]
    [InlineData("cnn.yaml a/cnn.yaml", "Cnn ACnn")]
    [InlineData("../a/cnn.yaml ../b/cnn.yaml", "ACnn BCnn")]
    // Numbers do where folders do not.
    [InlineData("cnn-light.yaml cnn_light.yaml", "CnnLight CnnLight2")]
    [InlineData("v-1.yaml v_1.yaml", "V1 V1_2")]
    [InlineData("cnn-2.yaml cnn.yaml Cnn.yaml", "Cnn2 Cnn3 Cnn")]
    // A class cannot have the name of one of its members.
    [InlineData("compile.yaml name.yaml", "CompileModel NameModel")]
    [InlineData("archSpecTexts.yaml", "ArchSpecTextsModel")]
    // What the project says comes first.
    [InlineData("cnn.yaml=Light other/light.yaml", "Light OtherLight")]
    public void Each_spec_has_a_name_of_its_own(string files, string expected)
    {
        var specs = Specs(files);
        var names = ClassNames.Of(specs, Project);

        Assert.Empty(names.Problems);
        Assert.Equal(Expected(files, expected), specs.ToDictionary(spec => spec.FullPath, spec => names[spec]));
        Assert.Equal(specs.Count, specs.Select(spec => names[spec]).Distinct().Count());
    }

    [Theory]
    [InlineData("cnn.yaml=3d", "ClassName must be a C# identifier, received '3d'")]
    [InlineData("cnn.yaml=Compile", "ClassName must be a C# identifier, received 'Compile'")]
    [InlineData("a.yaml=Net b.yaml=Net", "the ClassName 'Net' is that of a.yaml too; each spec needs one of its own")]
    public void A_name_that_cannot_be_is_an_error(string files, string expected)
    {
        var problem = Assert.Single(ClassNames.Of(Specs(files), Project).Problems);

        Assert.Equal("AS0903", problem.Code);
        Assert.StartsWith(expected, problem.Message, StringComparison.Ordinal);
    }

    private static List<SpecItem> Specs(string files) =>
    [
        .. files.Split(' ').Select(file => file.Split('=')).Select(parts => new SpecItem(Full(parts[0]), parts.ElementAtOrDefault(1), true))
            .OrderBy(spec => spec.FullPath, StringComparer.Ordinal),
    ];

    private static Dictionary<string, string> Expected(string files, string names) =>
        files.Split(' ').Zip(names.Split(' ')).ToDictionary(pair => Full(pair.First.Split('=')[0]), pair => pair.Second);

    private static string Full(string path) => Path.GetFullPath(path, Project);
}
