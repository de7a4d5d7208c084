using System.Globalization;
using System.Text.RegularExpressions;
using ArchSpec.Graph;
using ArchSpec.Keras;
using ArchSpec.Schema;
using ArchSpec.Spec;
using ArchSpec.Summary;
using ArchSpec.Testing;

namespace ArchSpec.Plugins.Tests.Specs;

/// <summary>What is read and written is the same to the byte in every culture: the libraries run in programs of all kinds, and in builds.</summary>
public sealed class CultureTests
{
    public static TheoryData<string> Architectures =>
        [.. Directory.GetFiles(RepositoryRoot.In("architectures"), "*.yaml").Where(HasInput).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Fact]
    public void The_foreign_culture_is_one()
    {
        using var culture = new ForeignCulture();

        Assert.Equal("~1.234,5", $"{-1234.5:N1}");
        Assert.Equal("~1,5", (-1.5).ToString(CultureInfo.CurrentCulture));
    }

    [Theory]
    [MemberData(nameof(SpecErrorTests.Titles), MemberType = typeof(SpecErrorTests))]
    public void Messages_about_specs_are_the_same(string title)
    {
        var here = new MarkedSpec(SpecErrorTests.Find(title).Text).Validate();
        var there = ForeignCulture.Run(() => new MarkedSpec(SpecErrorTests.Find(title).Text).Validate());

        // Each is in a folder of its own.
        Assert.Equal(here.Select(Text), there.Select(Text));
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public void An_architecture_is_read_and_written_the_same(string name) =>
        Assert.Equal(Texts(name), ForeignCulture.Run(() => Texts(name)));

    [Fact]
    public void The_schema_is_the_same() =>
        Assert.Equal(SpecSchema.Write(BuiltInLayers.Registry), ForeignCulture.Run(() => SpecSchema.Write(BuiltInLayers.Registry)));

    // The others declare blocks.
    private static bool HasInput(string file) => Regex.IsMatch(File.ReadAllText(file), "^(input|inputs|base):", RegexOptions.Multiline);

    private static string[] Texts(string name)
    {
        var document = new SpecLoader(BuiltInLayers.Registry).Load(RepositoryRoot.In("architectures", $"{name}.yaml"));
        var network = NetworkBuilder.Build(document, BuiltInLayers.Registry);
        return
        [
            KerasSummary.Render(network, new SummaryOptions { ShowTrainable = true, ExpandNested = true, ShowFlops = true, DeviceFlops = 1e12 }),
            SummaryJson.Render(network, new SummaryOptions { DeviceFlops = 1.5e12 }),
            SpecWriter.Write(network, document.Training),
            ReadableSpec.Write(network, []),
            new KerasExport().Write(network),
        ];
    }

    private static string Text(Diagnostics.Diagnostic problem) => Regex.Replace(problem.ToString(), $"{Regex.Escape(Path.GetTempPath())}archspec-[^/]+", "");
}
