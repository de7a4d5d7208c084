using System.Globalization;
using System.Text;
using ArchSpec.Diagnostics;
using ArchSpec.Graph;

namespace ArchSpec.Summary;

/// <summary>
/// A model's summary, as <c>model.summary()</c> of Keras 3.5 and later prints it, to the character. Blocks are one row each,
/// as custom layers in Keras; unlike those they can be expanded.
/// </summary>
public static class KerasSummary
{
    private const int BytesOfValue = 4;

    /// <summary>The whole text: title, table, totals. Lines end in <c>\n</c>, the last one too.</summary>
    /// <exception cref="SummaryException">The line is too short, or the layer range matches nothing.</exception>
    public static string Render(Network network, SummaryOptions? options = null) => Render(SummaryModel.Of(network), options ?? new());

    internal static string Render(SummaryModel model, SummaryOptions options)
    {
        var rows = RowRange.Of(model.Rows, options.LayerRange).SelectMany(row => Expand(row, 0, options));
        var table = new TextTable(TableLayout.Of(model, options)).Draw([.. rows]);
        IEnumerable<string> lines = [.. Title(options.Name ?? model.Name, options.Columns), .. table.Select(Cut), .. Totals(model, options)];
        return lines.Aggregate(new StringBuilder(), (text, line) => text.Append(line).Append('\n')).ToString();

        string Cut(string line) => options.Columns is { } columns ? CellText.Cut(line, columns) : line;
    }

    private static IEnumerable<TableRow> Expand(SummaryRow row, int level, SummaryOptions options) =>
        options.ExpandNested && (options.ExpandBlocks || !row.IsBlock)
            ? [new(row, level), .. row.Inner.SelectMany(inner => Expand(inner, level + 1, options))]
            : [new(row, level)];

    private static List<string> Title(string name, int? columns) =>
        LineBreaker.Wrap($"Model: \"{Printable.Name(name)}\"", columns ?? int.MaxValue, folds: true);

    private static IEnumerable<string> Totals(SummaryModel model, SummaryOptions options)
    {
        yield return Total("Total", model.Parameters + (options.OptimizerParameters ?? 0));
        yield return Total("Trainable", model.TrainableParameters);
        yield return Total("Non-trainable", model.Parameters - model.TrainableParameters);
        if (options.OptimizerParameters is { } values)
        {
            yield return Total("Optimizer", values);
        }

        if (options.ShowFlops || options.DeviceFlops is not null)
        {
            yield return $" Total FLOPs: {ReadableSize.Grouped(model.Flops)} ({ReadableSize.Flops(model.Flops)})";
        }

        if (options.DeviceFlops is { } speed)
        {
            var device = speed.ToString("0.###e+0", CultureInfo.InvariantCulture);
            yield return $" Theoretical inference time: {ReadableSize.Time(model.Flops / speed)} at {device} FLOP/s";
        }
    }

    private static string Total(string what, long values) =>
        $" {what} params: {ReadableSize.Grouped(values)} ({ReadableSize.Bytes(values * BytesOfValue)})";
}
