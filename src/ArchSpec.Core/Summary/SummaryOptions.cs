using System.Collections.Immutable;

namespace ArchSpec.Summary;

/// <summary>What a summary shows and how wide it is; the defaults are those of Keras's <c>model.summary()</c>.</summary>
public sealed record SummaryOptions
{
    /// <summary>The model's name as printed; null for the network's own.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// The width of the terminal in cells: the table is 4 narrower at most, and longer lines are cut. Null for no terminal: the
    /// table has Keras's full width, 88 cells for a chain and 108 for a graph, 12 more with <see cref="ShowTrainable"/>.
    /// </summary>
    public int? Columns { get; init; }

    /// <summary>The width of the table in cells; null to choose by <see cref="Columns"/>.</summary>
    public int? LineLength { get; init; }

    /// <summary>
    /// Where the columns end: parts of the line (the last is 1 at most) or cells. Empty for Keras's; each column asked for beyond
    /// those of the plain table moves them.
    /// </summary>
    public ImmutableArray<double> Positions { get; init; } = [];

    /// <summary>Whether a column says which layers training changes. Default: no.</summary>
    public bool ShowTrainable { get; init; }

    /// <summary>Whether the layers inside a block are rows of their own, after the block's. Default: no.</summary>
    public bool ExpandNested { get; init; }

    /// <summary>
    /// Whether <see cref="ExpandNested"/> also shows the layers inside of blocks. Keras shows those inside of models alone, since it
    /// knows of no others. Default: yes.
    /// </summary>
    public bool ExpandBlocks { get; init; } = true;

    /// <summary>The rows to show, or null for all. The totals are always the whole model's.</summary>
    public LayerRange? LayerRange { get; init; }

    /// <summary>Whether a column has each layer's floating-point operations. Default: no.</summary>
    public bool ShowFlops { get; init; }

    /// <summary>
    /// What a device computes, in floating-point operations a second: adds the time that one sample takes in theory, the
    /// operations divided by it. Null for no such line.
    /// </summary>
    public double? DeviceFlops { get; init; }

    /// <summary>How many values the optimizer of a compiled model holds: adds their line. Null for a model not compiled.</summary>
    public long? OptimizerParameters { get; init; }
}

/// <summary>The rows from one layer to another, both included, in whichever order they stand.</summary>
/// <param name="From">A regular expression that the start of a layer's name matches.</param>
/// <param name="To">The same for the other end.</param>
public sealed record LayerRange(string From, string To);
