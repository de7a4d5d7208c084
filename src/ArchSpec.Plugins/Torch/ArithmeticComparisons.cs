using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Torch;

/// <content>Comparisons with numbers.</content>
public static partial class Arithmetic
{
    /// <summary>Where x is at least a number.</summary>
    public static Tensor IsAtLeast(this Tensor x, double number)
    {
        using Scalar least = number;
        return x.ge(least);
    }

    /// <summary>Where x is at most a number.</summary>
    public static Tensor IsAtMost(this Tensor x, double number)
    {
        using Scalar most = number;
        return x.le(most);
    }
}
