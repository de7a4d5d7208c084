using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Torch;

/// <content>What activations and normalisations are made of.</content>
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

    /// <summary>x, but at least <paramref name="least"/>.</summary>
    public static Tensor AtLeast(this Tensor x, double least)
    {
        using Scalar min = least;
        return x.clamp_min(min);
    }

    /// <summary>x, but at most <paramref name="most"/>.</summary>
    public static Tensor AtMost(this Tensor x, double most)
    {
        using Scalar max = most;
        return x.clamp_max(max);
    }

    /// <summary>1 where x is above a number, and 0 elsewhere, in the type of x.</summary>
    public static Tensor IsAbove(this Tensor x, double number)
    {
        using Scalar bound = number;
        return x.gt(bound).to(x.dtype);
    }

    /// <summary>x where it is above a bound, and a number elsewhere.</summary>
    public static Tensor OrElse(this Tensor x, double bound, double number)
    {
        using Scalar threshold = bound;
        using Scalar value = number;
        return x.threshold(threshold, value);
    }

    /// <summary>x where it is positive, and slope · x elsewhere.</summary>
    public static Tensor LeakyRelu(this Tensor x, double slope)
    {
        using Scalar negative = slope;
        return x.leaky_relu(negative);
    }

    /// <summary>x where it is positive, and alpha · (exp(x) − 1) elsewhere.</summary>
    public static Tensor Elu(this Tensor x, double alpha)
    {
        using Scalar below = alpha;
        using Scalar one = 1;
        using Scalar another = 1;
        return x.elu(below, one, another);
    }

    /// <summary>1 / √x, for x of at least <paramref name="least"/>; smaller ones count as that, with no gradient.</summary>
    public static Tensor InverseRoot(this Tensor x, double least) => x.AtLeast(least).rsqrt();
}
