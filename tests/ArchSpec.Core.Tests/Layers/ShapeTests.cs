using ArchSpec.Layers;

namespace ArchSpec.Core.Tests.Layers;

public sealed class ShapeTests
{
    [Fact]
    public void It_is_shown_as_Keras_does_and_as_a_person_does()
    {
        var (image, vector, scalar, open) = (new Shape(112, 112, 64), new Shape(5), default(Shape), new Shape(null, null, 3));

        Assert.Equal(["(None, 112, 112, 64)", "(None, 5)", "(None)", "(None, None, None, 3)"], new[] { image, vector, scalar, open }.Select(shape => shape.ToKerasString()));
        Assert.Equal(["112 × 112 × 64", "5", "a single value", "None × None × 3"], new[] { image, vector, scalar, open }.Select(shape => shape.ToString()));
    }

    [Fact]
    public void Its_size_is_known_where_all_dimensions_are()
    {
        Assert.Equal(802_816, new Shape(112, 112, 64).Size);
        Assert.Equal(1, default(Shape).Size);
        Assert.Null(new Shape(null, 112, 64).Size);
        Assert.Throws<OverflowException>(() => new Shape(int.MaxValue, int.MaxValue, int.MaxValue).Size);
    }

    [Fact]
    public void Shapes_are_equal_by_their_dimensions()
    {
        Assert.True(new Shape(1, 2, 3) == new Shape(1, 2, 3));
        Assert.True(new Shape(1, 2, 3) != new Shape(1, 2, null));
        Assert.Equal(new Shape(1, 2, 3).GetHashCode(), new Shape(1, 2, 3).GetHashCode());
        Assert.Equal(default, new Shape());
    }

    [Fact]
    public void Channels_are_last()
    {
        Assert.Equal(3, new Shape(1, 2, 3).RequireChannels());
        Assert.Equal(new Shape(1, 2, 9), new Shape(1, 2, 3).WithChannels(9));
        Assert.Equal(2, new Shape(1, 2, 3)[^2]);
        Assert.Throws<LayerException>(() => new Shape(1, 2, null).RequireChannels());
        Assert.Throws<LayerException>(() => default(Shape).RequireChannels());
    }
}
