using System.Globalization;
using ArchSpec.Diagnostics;
using ArchSpec.Spec;
using ArchSpec.Summary;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary>Prints a model's layers, shapes and parameters as Keras's <c>model.summary()</c>.</summary>
[Command("summary", Description = "Print a model's layers, shapes and parameters as Keras does.", ExtendedHelpText = """

    Examples:
      dotnet archspec summary architectures/cnn-light.yaml --flops
      dotnet archspec summary architectures/googlenet.yaml --expand-nested --json
    """)]
public sealed class SummaryCommand : SpecCommand
{
    /// <summary>The table's width in cells.</summary>
    [Option("--width <N>", Description = "Width of the table; default: the terminal's, at most Keras's 88 (108 for a graph).")]
    public int? Width { get; set; }

    /// <summary>The model's name as printed.</summary>
    [Option("--name <NAME>", Description = "Print this name for the model's.")]
    public string? Name { get; set; }

    /// <summary>Whether a column says which layers training changes.</summary>
    [Option("--show-trainable", Description = "Add a column that says which layers training changes.")]
    public bool ShowTrainable { get; set; }

    /// <summary>Whether blocks are followed by their layers.</summary>
    [Option("--expand-nested", Description = "Show the layers inside of blocks.")]
    public bool ExpandNested { get; set; }

    /// <summary>Whether a block stays one row, as Keras's custom layers do.</summary>
    [Option("--keep-blocks", Description = "With --expand-nested: expand models only, not blocks, as Keras does not expand custom layers.")]
    public bool KeepBlocks { get; set; }

    /// <summary>The first and last row.</summary>
    [Option("--layer-range <FROM..TO>", Description = "Show these layers only; both are regular expressions. The totals stay the model's.")]
    public string? LayerRange { get; set; }

    /// <summary>Whether what the optimizer keeps counts.</summary>
    [Option("--compiled", Description = "Add what the spec's optimizer keeps, as Keras does once a model has been trained.")]
    public bool Compiled { get; set; }

    /// <summary>For programs: one JSON object on stdout.</summary>
    [Option("--json", Description = "Print one JSON object with unrounded numbers.")]
    public bool Json { get; set; }

    /// <summary>Whether a column has each layer's floating-point operations.</summary>
    [Option("--flops", Description = "Add each layer's floating-point operations for one image, and their total.")]
    public bool Flops { get; set; }

    /// <summary>A device's floating-point operations a second.</summary>
    [Option("--device-flops <N>", Description = "Add the time of one image at N floating-point operations a second, such as 1e12.")]
    public string? DeviceFlops { get; set; }

    /// <summary>Prints the summary on stdout, and warnings about the spec on stderr.</summary>
    /// <exception cref="SpecException">The spec has errors.</exception>
    public int OnExecute(IConsole console)
    {
        var options = Options(console);
        var (document, network) = Resolve(console);
        if (Compiled)
        {
            options = options with { OptimizerParameters = OptimizerState.Count(document.Training.Optimizer, network.TrainableParameters) };
        }

        console.Out.Write(Json ? SummaryJson.Render(network, options) + "\n" : KerasSummary.Render(network, options));
        return ExitCodes.Ok;
    }

    private SummaryOptions Options(IConsole console) => new()
    {
        Name = Name,
        LineLength = Width,
        Columns = Width is null ? Columns(console) : null,
        ShowTrainable = ShowTrainable,
        ExpandNested = ExpandNested,
        ExpandBlocks = !KeepBlocks,
        LayerRange = LayerRange is null ? null : Range(LayerRange),
        ShowFlops = Flops,
        DeviceFlops = DeviceFlops is null ? null : Speed(DeviceFlops),
    };

    // Keras's order: COLUMNS, then the terminal. Where there is none, Keras assumes 80 and breaks most names; a pipe has room.
    private static int? Columns(IConsole console) =>
        int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var columns) && columns > 0
            ? columns
            : console.IsOutputRedirected || Console.WindowWidth <= 0 ? null : Console.WindowWidth;

    private static LayerRange Range(string text) =>
        text.Split("..", 2) is [var from, var to] ? new LayerRange(from, to) : new LayerRange(text, text);

    private static double Speed(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var speed) && double.IsFinite(speed) && speed > 0
            ? speed
            : throw new SummaryException($"--device-flops must be a number above 0, such as 1e12, received '{text}'.");
}
