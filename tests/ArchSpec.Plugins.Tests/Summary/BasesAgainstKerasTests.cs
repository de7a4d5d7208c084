using ArchSpec.Summary;
using ArchSpec.Testing;

namespace ArchSpec.Plugins.Tests.Summary;

/// <summary>The bases that other specs start from, against <c>keras.applications</c> without their tops: names, shapes, edges and parameters.</summary>
public sealed class BasesAgainstKerasTests
{
    private static readonly string Core = Path.Combine("tests", "ArchSpec.Core.Tests", "Oracle", "models");
    private static readonly string Own = Path.Combine("tests", "ArchSpec.Plugins.Tests", "Oracle", "models");

    [Theory]
    [InlineData("summary.txt", 120, false)]
    [InlineData("summary-default-80col.txt", 80, false)]
    [InlineData("summary-trainable.txt", 140, true)]
    public void A_base_is_Keras_s_to_the_byte(string file, int columns, bool trainable)
    {
        foreach (var (spec, name, oracle) in new[]
        {
            ("vgg16-base", "vgg16", Path.Combine(Core, "vgg16_notop")),
            ("resnet50-base", "resnet50", Path.Combine(Own, "resnet50_notop")),
            ("mobilenet-base", "mobilenet_1.00_224", Path.Combine(Own, "mobilenet_notop")),
        })
        {
            var text = KerasSummary.Render(Spec.Architecture(spec), new() { Name = name, Columns = columns, ShowTrainable = trainable });

            Assert.Equal(File.ReadAllText(RepositoryRoot.In(oracle, file)).ReplaceLineEndings("\n"), text);
        }
    }

    [Fact]
    public void A_base_reads_in_one_sitting() => Assert.All(
        ["vgg16-base", "resnet50-base", "mobilenet-base"],
        spec => Assert.InRange(File.ReadAllLines(RepositoryRoot.In("architectures", $"{spec}.yaml")).Length, 1, 80));
}
