using System.Globalization;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Compile;

/// <summary>Computes penalties with the formulas of <c>keras.regularizers</c>.</summary>
internal static class Regularize
{
    private const double Epsilon = 1e-7;

    /// <summary>The penalty on a tensor in Keras's order, one value with a gradient.</summary>
    public static Tensor Penalty(KerasObject regularizer, Tensor x) => regularizer.Name switch
    {
        "l1" => L1(x, regularizer.Get(Regularizers.L1Factor)),
        "l2" => L2(x, regularizer.Get(Regularizers.L2Factor)),
        "l1_l2" => L1(x, regularizer.Get(Regularizers.L1OfBoth)).Plus(L2(x, regularizer.Get(Regularizers.L2OfBoth))),
        _ => Orthogonal(x, regularizer.Get(Regularizers.Factor), regularizer.Get(Regularizers.Mode) == "rows"),
    };

    private static Tensor L1(Tensor x, double factor) => x.abs().sum().Times(factor);

    private static Tensor L2(Tensor x, double factor) => x.Squared().sum().Times(factor);

    private static Tensor Orthogonal(Tensor x, double factor, bool rows)
    {
        if (x.dim() != 2)
        {
            throw new LayerException(string.Create(CultureInfo.InvariantCulture, $"orthogonal_regularizer takes a matrix, received {x.dim()} dimensions"));
        }

        var matrix = rows ? x : x.t();
        var unit = matrix.mul(matrix.Squared().sum(1L, keepdim: true).AtLeast(Epsilon * Epsilon).sqrt().reciprocal());
        var cosines = unit.mm(unit.t()).abs();
        var size = cosines.shape[0];
        return cosines.sum().Minus(cosines.trace()).Times(factor / (size * (size - 1.0)));
    }
}
