using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Training.Prune.Probe;

/// <summary>Linear least squares with a penalty on the squared coefficients, but not on the intercept (Hoerl and Kennard 1970).</summary>
internal static class RidgeRegression
{
    /// <summary>
    /// The penalty, relative to the mean variance of the features: then it does not depend on how large a stage's values are. It is
    /// as small as it may be while more features than images, or features that are alike, still have one solution.
    /// </summary>
    public const double Penalty = 1e-3;

    /// <summary>Solves it from sums alone.</summary>
    /// <param name="gram">FᵀF, (C + 1) × (C + 1), the last feature being 1.</param>
    /// <param name="cross">FᵀY, (C + 1) × labels.</param>
    /// <returns>(C + 1) × labels: the last row is the intercept. Zeros where there are no images.</returns>
    public static Tensor Solve(Tensor gram, Tensor cross)
    {
        var channels = gram.shape[0] - 1;
        var count = gram[channels, channels].item<double>();
        if (count == 0)
        {
            return zeros_like(cross);
        }

        var (means, labels) = (gram.narrow(0, channels, 1).narrow(1, 0, channels).DividedBy(count), cross.narrow(0, channels, 1).DividedBy(count));
        var covariance = gram.narrow(0, 0, channels).narrow(1, 0, channels).DividedBy(count).Minus(means.t().matmul(means));
        var variance = covariance.diagonal().sum().item<double>() / channels;
        if (!(variance > 0))
        {
            return cat([zeros([channels, cross.shape[1]], ScalarType.Float64), labels], 0); // all images look alike to it
        }

        var shared = cross.narrow(0, 0, channels).DividedBy(count).Minus(means.t().matmul(labels));
        var weights = linalg.solve(covariance.Plus(eye(channels, dtype: ScalarType.Float64).Scale(Penalty * variance)), shared);
        return cat([weights, labels.Minus(means.matmul(weights))], 0);
    }
}
