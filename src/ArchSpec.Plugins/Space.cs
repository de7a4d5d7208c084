using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Layers;

namespace ArchSpec.Plugins;

/// <summary>
/// The dimensions that a window slides along: an image's height and width, or a sequence's length. A sequence is treated as an
/// image of height 1, so that what is known of images holds for it.
/// </summary>
internal sealed class Space
{
    private Space(bool isSequence) => IsSequence = isSequence;

    /// <summary>H × W × C.</summary>
    public static Space Image { get; } = new(isSequence: false);

    /// <summary>L × C.</summary>
    public static Space Sequence { get; } = new(isSequence: true);

    /// <summary>Whether there is a length in the place of height and width.</summary>
    public bool IsSequence { get; }

    /// <summary>The argument for a size along each dimension.</summary>
    public SpaceArgument Size(string name, string summary, int? defaultValue = null)
    {
        if (IsSequence)
        {
            var length = Argument.Length(name, summary, defaultValue);
            return new(length, call => new Size2D(1, call.Get(length)));
        }

        var size = Argument.Size(name, summary, defaultValue);
        return new(size, call => call.Get(size));
    }

    /// <summary>The argument for a size along each dimension that may be left out.</summary>
    public SpaceArgument OptionalSize(string name, string summary)
    {
        if (IsSequence)
        {
            var length = Argument.OptionalLength(name, summary);
            return new(length, call => call.Get(length) is { } given ? new Size2D(1, given) : null);
        }

        var size = Argument.OptionalSize(name, summary);
        return new(size, call => call.Get(size));
    }

    /// <summary>The input as H × W × C: a sequence's height is 1.</summary>
    /// <exception cref="LayerException">The input is no image, or no sequence.</exception>
    public Shape Require(LayerCall call)
    {
        if (!IsSequence)
        {
            return call.RequireImage();
        }

        return call.Input.Rank == 2
            ? new Shape(1, call.Input[0], call.Input[1])
            : throw new LayerException($"the input must be L × C, received {call.Input}");
    }

    /// <summary>Whether the input is one pixel, or a sequence of length 1.</summary>
    public bool IsOnePlace(LayerCall call)
    {
        var image = Require(call);
        return image[0] == 1 && image[1] == 1;
    }

    /// <summary>The output, H × W × C or L × C.</summary>
    public Shape Lower(int? height, int? width, int? channels) => IsSequence ? new Shape(width, channels) : new Shape(height, width, channels);

    /// <summary>An image's shape, H × W × C, as the layer has it.</summary>
    public Shape Lower(Shape image) => Lower(image[0], image[1], image[2]);

    /// <summary>A kernel's shape: its sizes and the two numbers of channels.</summary>
    public ImmutableArray<int> Kernel(Size2D size, int first, int second) =>
        IsSequence ? [size.Width, first, second] : [size.Height, size.Width, first, second];

    /// <summary>The axis of a kernel that stands <paramref name="place"/> places behind its sizes.</summary>
    public int KernelAxis(int place) => (IsSequence ? 1 : 2) + place;

    /// <summary>A size as a person says it: <c>3</c> or <c>3 × 3</c>.</summary>
    public string Text(Size2D size) => IsSequence ? size.Width.ToString(CultureInfo.InvariantCulture) : size.ToString();
}

/// <summary>Reads a size from a layer's arguments. Not a Func over a struct: see "Start time" in CONTRIBUTING.md.</summary>
internal delegate Size2D? SizeReader(LayerCall call);

/// <summary>An argument that is a size along each dimension of a <see cref="Space"/>; 1 high for a sequence.</summary>
/// <param name="argument">As the layer shows it.</param>
/// <param name="read">Reads it.</param>
internal sealed class SpaceArgument(Argument argument, SizeReader read)
{
    /// <summary>As the layer shows it.</summary>
    public Argument Argument => argument;

    /// <summary>The size.</summary>
    public Size2D Of(LayerCall call) => read(call)!.Value;

    /// <summary>The size, or null where it is not given.</summary>
    public Size2D? Find(LayerCall call) => read(call);
}
