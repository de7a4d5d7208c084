using System.Globalization;
using System.Text.RegularExpressions;
using ArchSpec.Graph;
using ArchSpec.Summary;
using ArchSpec.Testing;

namespace ArchSpec.Plugins.Tests.Summary;

/// <summary>The summaries of the rice models: accepted texts, and what must hold for any.</summary>
public partial class RiceSummaryTests
{
    public static TheoryData<string, long, long> Totals => new()
    {
        { "cnn", 12_939_077, 12_939_077 },
        { "cnn-light", 51_669, 51_669 },
        { "googlenet", 5_978_677, 5_978_677 },
        { "googlenet-light", 580_905, 580_905 },
        { "vgg16", 14_979_909, 7_344_645 },
        { "vgg16-truncated", 1_802_565, 67_077 },
        { "final-model", 17_301, 17_301 },
    };

    [Theory]
    [InlineData("cnn")]
    [InlineData("cnn-light")]
    [InlineData("googlenet")]
    [InlineData("googlenet-light")]
    [InlineData("vgg16")]
    [InlineData("vgg16-truncated")]
    [InlineData("final-model")]
    public void Text(string model) => Snapshot.Verify(KerasSummary.Render(Spec.Architecture(model)), $"model={model}");

    [Fact]
    public void Everything_shown() => Snapshot.Verify(KerasSummary.Render(
        Spec.Architecture("googlenet-light"),
        new() { ExpandNested = true, ShowTrainable = true, ShowFlops = true, DeviceFlops = 1e12 }));

    [Theory, MemberData(nameof(Totals))]
    public void Rows_add_up_to_the_totals(string model, long total, long trainable)
    {
        var text = Render(model, new() { ShowFlops = true });

        Assert.Equal(total, Cells(text, 2).Sum());
        Assert.Contains($"\n Total params: {total:N0} (", text, StringComparison.Ordinal);
        Assert.Contains($"\n Trainable params: {trainable:N0} (", text, StringComparison.Ordinal);
        Assert.Contains($"\n Non-trainable params: {total - trainable:N0} (", text, StringComparison.Ordinal);
        Assert.Contains($"\n Total FLOPs: {Cells(text, ^1).Sum():N0} (", text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Totals))]
    public void Inner_rows_add_up_to_the_totals(string model, long total, long trainable)
    {
        var network = Spec.Architecture(model);
        var text = KerasSummary.Render(network, new() { ExpandNested = true });
        var outer = Cells(KerasSummary.Render(network), 2).Sum();
        var blocks = network.Layers.Where(layer => layer.Body is not null).Sum(layer => layer.Parameters);

        Assert.Equal(total, outer);
        Assert.Equal(total, Cells(text, 2).Sum() - blocks);
        Assert.True(trainable <= total);
    }

    [Theory, MemberData(nameof(Totals))]
    public void All_lines_of_the_table_are_equally_wide(string model, long total, long trainable)
    {
        Assert.True(trainable <= total);
        Assert.All([40, 57, 80, 88, 101], width => Assert.All(
            Table(Render(model, new() { LineLength = width, ExpandNested = true })),
            line => Assert.Equal(width, line.Length)));
        Assert.All(Table(Render(model, new())), line => Assert.Equal(88, line.Length));
        Assert.All(Table(Render(model, new() { ShowTrainable = true })), line => Assert.Equal(100, line.Length));
        Assert.All(Table(Render(model, new() { ShowTrainable = true, ShowFlops = true })), line => Assert.Equal(120, line.Length));
    }

    [Theory, MemberData(nameof(Totals))]
    public void Every_layer_is_a_row(string model, long total, long trainable)
    {
        var network = Spec.Architecture(model);
        var names = Table(KerasSummary.Render(network, new() { LineLength = 150 }))
            .Where(line => line.StartsWith('│')).Select(line => line.Split('│')[1].Trim());

        Assert.Equal(network.Layers.Select(layer => $"{layer.Name} ({layer.TypeName})"), names);
        Assert.Equal((total, trainable), (network.Parameters, network.TrainableParameters));
    }

    private static string Render(string model, SummaryOptions options) => KerasSummary.Render(Spec.Architecture(model), options);

    private static IEnumerable<string> Table(string text) => text.Split('\n').Where(line => line.Length > 0 && !" M".Contains(line[0], StringComparison.Ordinal));

    private static IEnumerable<long> Cells(string text, Index column) => Table(text)
        .Where(line => line.StartsWith('│'))
        .Select(line => line.Trim('│').Split('│')[column])
        .Where(cell => Number().IsMatch(cell))
        .Select(cell => long.Parse(cell, NumberStyles.Number, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^\s*[\d,]+\s*$")]
    private static partial Regex Number();
}
