using System.Globalization;
using ArchSpec.Diagnostics;

namespace ArchSpec.Summary;

/// <summary>One column of a summary's table.</summary>
/// <param name="Header">Its title.</param>
/// <param name="Justify">Where its texts stand.</param>
/// <param name="Text">The text of a row.</param>
internal sealed record SummaryColumn(string Header, Justify Justify, Func<TableRow, string> Text)
{
    /// <summary>The cells between its borders.</summary>
    public int Width { get; init; }

    /// <summary>The cells that its texts may take: a blank stands on both sides.</summary>
    public int TextWidth => Math.Max(0, Width - 2);

    public static SummaryColumn Layer { get; } = new("Layer (type)", Justify.Left, NameOf);

    public static SummaryColumn OutputShape { get; } = new("Output Shape", Justify.Left, ShapeOf);

    public static SummaryColumn Parameters { get; } = new("Param #", Justify.Right, line => ReadableSize.Grouped(line.Row.Parameters));

    public static SummaryColumn ConnectedTo { get; } = new("Connected to", Justify.Left, InputsOf);

    public static SummaryColumn Trainable { get; } = new("Trainable", Justify.Center, TrainableOf);

    public static SummaryColumn Flops { get; } = new("FLOPs", Justify.Right, line => ReadableSize.Grouped(line.Row.Flops));

    private static string NameOf(TableRow line) =>
        $"{(line.Level == 0 ? "" : new string(' ', 3 * line.Level) + "└ ")}{Printable.Name(line.Row.Name)} ({line.Row.Type})";

    private static string ShapeOf(TableRow line)
    {
        var shapes = new List<string>();
        for (var output = 0; output < line.Row.Outputs.Length; output++)
        {
            shapes.Add(line.Row.Outputs[output].ToKerasString());
        }

        return shapes is [var only] ? only : $"[{string.Join(", ", shapes)}]";
    }

    // Keras looks the inputs up in the outer graph, where those of inner layers are not found.
    private static string InputsOf(TableRow line) => line.Level > 0 || line.Row.Inputs.IsEmpty
        ? "-"
        : string.Join(", ", line.Row.Inputs.Select(input => string.Create(CultureInfo.InvariantCulture, $"{Printable.Name(input.Layer)}[{input.Call}][{input.Output}]")));

    private static string TrainableOf(TableRow line) => line.Row.Trainable switch { true => "Y", false => "N", null => "-" };
}

/// <summary>A layer where it stands in a table.</summary>
/// <param name="Row">The layer.</param>
/// <param name="Level">How many blocks it is inside of; 0 for the model's own layers.</param>
internal sealed record TableRow(SummaryRow Row, int Level);
