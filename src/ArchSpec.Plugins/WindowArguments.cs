using ArchSpec.Layers;

namespace ArchSpec.Plugins;

/// <summary>The arguments by which a convolution gets its window.</summary>
/// <param name="space">What the window slides along.</param>
/// <param name="paddings">The values that <c>padding</c> may have.</param>
internal sealed class WindowArguments(Space space, IReadOnlyList<string> paddings)
{
    private static readonly Size2D One = new(1, 1);

    /// <summary>What the window slides along.</summary>
    public Space Space => space;

    /// <summary>The window.</summary>
    public SpaceArgument KernelSize { get; } = space.Size("kernel_size", space.IsSequence ? "length of the window" : "height and width of the window, in pixels");

    /// <summary>The step.</summary>
    public SpaceArgument Strides { get; } = space.Size("strides", space.IsSequence ? "step of the window" : "step of the window, in pixels", 1);

    /// <summary>What is added at the borders.</summary>
    public Argument<string> Padding { get; } = Argument.Choice(
        "padding", $"whether the {(space.IsSequence ? "sequence" : "image")} is padded with zeros", paddings, "valid");

    /// <summary>The distance between the window's pixels.</summary>
    public SpaceArgument DilationRate { get; } = space.Size("dilation_rate", $"distance between the window's {(space.IsSequence ? "steps" : "pixels")}", 1);

    /// <summary>The window of a call.</summary>
    /// <exception cref="LayerException">Strides and dilation do not go together.</exception>
    public Window Of(LayerCall call)
    {
        var (strides, dilation) = (Strides.Of(call), DilationRate.Of(call));
        return strides == One || dilation == One
            ? new Window(space, KernelSize.Of(call), strides, dilation, call.Get(Padding))
            : throw new LayerException($"strides {space.Text(strides)} and dilation_rate {space.Text(dilation)} cannot both be above 1");
    }

    /// <summary>The shape of what a convolution with this window gives.</summary>
    public Shape Slide(LayerCall call, int channels) => Of(call).Slide(space.Require(call), "kernel_size", channels);

    /// <summary>The number of weights that one channel meets in one window.</summary>
    public long Field(LayerCall call) => (long)KernelSize.Of(call).Height * KernelSize.Of(call).Width;
}
