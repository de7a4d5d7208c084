using ArchSpec.Layers;
using ArchSpec.Plugins.Families;
using ArchSpec.Plugins.Torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>x · Φ(x) (Hendrycks and Gimpel 2016), as <c>keras.ops.gelu</c>; any shape, unchanged.</summary>
public sealed class Gelu() : Elementwise("Gelu", "Multiplies each value with the share of a normal distribution below it.", Approximate)
{
    private static readonly Argument<bool> Approximate = Argument.Flag("approximate", "whether the share is approximated with a hyperbolic tangent", true);

    /// <inheritdoc/>
    public override ITorchBuilder Torch => new Builder((call, x) => call.Get(Approximate) ? ActivationFunctions.ApproximateGelu(x) : x.gelu());
}
