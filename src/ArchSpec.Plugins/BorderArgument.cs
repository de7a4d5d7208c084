using ArchSpec.Layers;
using ArchSpec.Yaml;

namespace ArchSpec.Plugins;

/// <summary>
/// An argument for what is added or cut at the ends of each dimension of a <see cref="Space"/>: of an image a number,
/// [vertical, horizontal] or [[top, bottom], [left, right]]; of a sequence a number or [before, behind].
/// </summary>
internal sealed class BorderArgument
{
    private readonly Argument<Border>? _ofImage;
    private readonly Argument<IReadOnlyList<int>>? _ofSequence;

    /// <summary>Makes the argument.</summary>
    /// <param name="space">What has the ends.</param>
    /// <param name="name">Keras's name.</param>
    /// <param name="verb">What is done there: <c>added</c>.</param>
    /// <param name="defaultValue">At every end.</param>
    public BorderArgument(Space space, string name, string verb, int defaultValue)
    {
        if (space.IsSequence)
        {
            _ofSequence = Argument.Ints(name, $"steps that are {verb} before and behind: a number, or [before, behind]", 0, defaultValue, defaultValue);
        }
        else
        {
            _ofImage = Argument.Border(name, $"pixels that are {verb} at the sides", defaultValue);
        }
    }

    /// <summary>As the layer shows it.</summary>
    public Argument Argument => (Argument?)_ofImage ?? _ofSequence!;

    /// <summary>The value as a spec says it.</summary>
    public string Text(LayerCall call) => YamlText.Of(call.Arguments.ValueOf(Argument) is IReadOnlyList<int> and [var only] ? only : call.Arguments.ValueOf(Argument));

    /// <summary>The value; a sequence has left and right alone.</summary>
    /// <exception cref="LayerException">More than two numbers are given for a sequence.</exception>
    public Border Of(LayerCall call)
    {
        if (_ofImage is not null)
        {
            return call.Get(_ofImage);
        }

        return call.Get(_ofSequence!) switch
        {
            [var both] => new Border(0, 0, both, both),
            [var before, var behind] => new Border(0, 0, before, behind),
            var list => throw new LayerException($"{Argument.Name} must be a number or [before, behind], received a list of {list.Count} numbers"),
        };
    }
}
