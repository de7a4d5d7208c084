using ArchSpec.Layers;

namespace ArchSpec.Summary;

/// <summary>One column of a summary's table.</summary>
/// <param name="Header">Its title.</param>
/// <param name="Justify">Where its texts stand.</param>
/// <param name="Text">The text for a row at a level of nesting, 0 for the model's own layers.</param>
internal sealed record SummaryColumn(string Header, Justify Justify, Func<SummaryRow, int, string> Text)
{
    public static SummaryColumn Layer { get; } = new("Layer (type)", Justify.Left, NameOf);

    public static SummaryColumn OutputShape { get; } = new("Output Shape", Justify.Left, (row, _) => ShapeOf(row));

    public static SummaryColumn Parameters { get; } = new("Param #", Justify.Right, (row, _) => ReadableSize.Grouped(row.Parameters));

    public static SummaryColumn ConnectedTo { get; } = new("Connected to", Justify.Left, InputsOf);

    public static SummaryColumn Trainable { get; } = new("Trainable", Justify.Center, (row, _) => TrainableOf(row));

    public static SummaryColumn Flops { get; } = new("FLOPs", Justify.Right, (row, _) => ReadableSize.Grouped(row.Flops));

    private static string NameOf(SummaryRow row, int level) =>
        $"{(level == 0 ? "" : new string(' ', 3 * level) + "└ ")}{row.Name} ({row.Type})";

    private static string ShapeOf(SummaryRow row)
    {
        var shapes = string.Join(", ", row.Outputs.Select(shape => shape.ToKerasString()));
        return row.Outputs.Length == 1 ? shapes : $"[{shapes}]";
    }

    // Keras looks the inputs up in the outer graph, where those of inner layers are not found.
    private static string InputsOf(SummaryRow row, int level) => level > 0 || row.Inputs.IsEmpty
        ? "-"
        : string.Join(", ", row.Inputs.Select(input => $"{input.Layer}[{input.Call}][{input.Output}]"));

    private static string TrainableOf(SummaryRow row) => row.Trainable switch { true => "Y", false => "N", null => "-" };
}
