using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Torch;

/// <summary>
/// Arithmetic of tensors with numbers. TorchSharp 0.107 wraps each number in an object whose native half is freed once the
/// garbage collector finds that no managed code needs it, which may be before native code has read it: a run then computes
/// with another number, or ends with "Unknown scalar type". Here the number lives until the operation is over. Operators that
/// make such numbers themselves (<c>a + b</c>, <c>square()</c>, <c>ne(0)</c>) are not to be used on tensors elsewhere.
/// </summary>
public static partial class Arithmetic
{
    /// <summary>x + y.</summary>
    public static Tensor Plus(this Tensor x, Tensor y)
    {
        using Scalar one = 1;
        return x.add(y, one);
    }

    /// <summary>x += factor · y.</summary>
    public static Tensor Accumulate(this Tensor x, Tensor y, double factor = 1)
    {
        using Scalar scale = factor;
        using Scalar one = 1;
        return x.add_(y, x.is_floating_point() ? scale : one);
    }

    /// <summary>x *= factor.</summary>
    public static Tensor Scale(this Tensor x, double factor)
    {
        using Scalar scale = factor;
        return x.mul_(scale);
    }

    /// <summary>x += offset.</summary>
    public static Tensor Shift(this Tensor x, double offset)
    {
        using Scalar number = offset;
        using Scalar one = 1;
        return x.add_(number, one);
    }

    /// <summary>x / divisor.</summary>
    public static Tensor DividedBy(this Tensor x, double divisor)
    {
        using Scalar number = divisor;
        return x.div(number);
    }

    /// <summary>x += factor · a · b, element by element.</summary>
    public static Tensor AccumulateProduct(this Tensor x, Tensor a, Tensor b, double factor)
    {
        using Scalar scale = factor;
        return x.addcmul_(a, b, scale);
    }

    /// <summary>x += factor · a / b, element by element.</summary>
    public static Tensor AccumulateQuotient(this Tensor x, Tensor a, Tensor b, double factor)
    {
        using Scalar scale = factor;
        return x.addcdiv_(a, b, scale);
    }

    /// <summary>Adds slices of y to the slices of x that the indices name, along an axis.</summary>
    public static Tensor AccumulateAt(this Tensor x, long axis, Tensor indices, Tensor y)
    {
        using Scalar one = 1;
        return x.index_add_(axis, indices, y, one);
    }

    /// <summary>Where x is above 0.</summary>
    public static Tensor IsPositive(this Tensor x)
    {
        using Scalar zero = 0;
        return x.gt(zero);
    }

    /// <summary>Where x is not 0.</summary>
    public static Tensor IsNonZero(this Tensor x) => x.to(ScalarType.Bool);

    /// <summary>x · x, element by element.</summary>
    public static Tensor Squared(this Tensor x) => x.mul(x);

    /// <summary>number − x.</summary>
    public static Tensor SubtractedFrom(this Tensor x, double number) => x.neg().Plus(number);

    /// <summary>x to a power, element by element.</summary>
    public static Tensor Power(this Tensor x, double exponent)
    {
        using Scalar number = exponent;
        return x.pow(number);
    }

    /// <summary>Brings x between two numbers, in its place.</summary>
    public static Tensor Clip(this Tensor x, double least, double most)
    {
        using Scalar low = least;
        using Scalar high = most;
        return x.clamp_(low, high);
    }

    /// <summary>Where x is a number.</summary>
    public static Tensor Is(this Tensor x, double number)
    {
        using Scalar value = number;
        return x.eq(value);
    }
}
