using System.Globalization;
using ArchSpec.Summary;
using ArchSpec.Testing;

namespace ArchSpec.Plugins.Tests.Summary;

/// <summary>The models of fruits and vegetables, and MobileNet with the head of the rice models.</summary>
public sealed class FruitSummaryTests
{
    public static TheoryData<string, long, long> Totals => new()
    {
        { "fruit-vegetable-binary", 14_839_105, 0 },
        { "cnn-36", 14_843_620, 0 },
        { "cnn-36-attention", 16_879_476, 0 },
        { "vgg16-36", 14_855_268, 0 },
        { "vgg16-36-attention", 14_921_380, 0 },
        { "resnet50-36", 24_121_508, 53_120 },
        { "resnet50-36-attention", 25_172_388, 53_120 },
        { "mobilenet", 3_228_864 + 5_125, 21_888 }, // the base as Keras counts it, and Dense(5) on 1,024
    };

    [Theory, MemberData(nameof(Totals))]
    public void Rows_add_up_to_the_totals(string model, long total, long frozen)
    {
        var network = Spec.Architecture(model);
        var text = KerasSummary.Render(network, new() { LineLength = 200, Columns = 220 });

        Assert.Equal((total, total - frozen), (network.Parameters, network.TrainableParameters));
        Assert.Equal(total, Rows(text).Sum(row => long.Parse(row[2], NumberStyles.Number, CultureInfo.InvariantCulture)));
        Assert.Contains($"\n Non-trainable params: {frozen:N0} (", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fruit-vegetable-binary")]
    [InlineData("cnn-36")]
    [InlineData("cnn-36-attention")]
    public void Text(string model) => Snapshot.Verify(KerasSummary.Render(Spec.Architecture(model)), $"model={model}");

    [Theory]
    [InlineData("cnn-36-attention", 128)]
    [InlineData("vgg16-36-attention", 512)]
    [InlineData("resnet50-36-attention", 2048)]
    public void Channel_attention_is_rows_of_its_own_on_its_own_input(string model, int channels)
    {
        var nodes = Spec.Architecture(model).Nodes;
        var gate = nodes.Single(node => node.Layer.TypeName == "Multiply");
        var at = nodes.ToList().IndexOf(gate);

        Assert.Equal(
            ["GlobalAveragePooling2D", "Reshape", "Dense", "Dense"],
            nodes.Skip(at - 4).Take(4).Select(node => node.Layer.TypeName));
        Assert.Equal(
            [$"{channels}", $"1 × 1 × {channels}", $"1 × 1 × {channels / 8}", $"1 × 1 × {channels}"],
            nodes.Skip(at - 4).Take(4).Select(node => node.Output.ToString()));
        Assert.Equal([nodes[at - 5], nodes[at - 1]], gate.Inputs.Select(input => input.Source));
    }

    private static IEnumerable<string[]> Rows(string text) => text.Split('\n')
        .Where(line => line.StartsWith('│'))
        .Select(line => line.Trim('│').Split('│'))
        .Where(cells => cells[2].Trim().Length > 0);
}
