using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Torch;

/// <content>What does not change its tensor.</content>
public static partial class Arithmetic
{
    /// <summary>x + number.</summary>
    public static Tensor Plus(this Tensor x, double number)
    {
        using Scalar offset = number;
        using Scalar one = 1;
        return x.add(offset, one);
    }

    /// <summary>x − y.</summary>
    public static Tensor Minus(this Tensor x, Tensor y)
    {
        using Scalar minus = -1;
        return x.add(y, minus);
    }

    /// <summary>factor · x.</summary>
    public static Tensor Times(this Tensor x, double factor)
    {
        using Scalar scale = factor;
        return x.mul(scale);
    }

    /// <summary>x, but at least <paramref name="least"/> and at most <paramref name="most"/>.</summary>
    public static Tensor Clamped(this Tensor x, double least, double most)
    {
        using Scalar min = least;
        using Scalar max = most;
        return x.clamp(min, max);
    }
}
