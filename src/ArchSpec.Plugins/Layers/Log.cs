using ArchSpec.Layers;
using ArchSpec.Plugins.Families;

namespace ArchSpec.Plugins.Layers;

/// <summary>The natural logarithm of each value, as <c>keras.ops.log</c>; any shape, unchanged.</summary>
public sealed class Log() : Elementwise("Log", "Takes the natural logarithm of each value.")
{
    /// <inheritdoc/>
    public override ITorchBuilder Torch => new Builder((_, x) => x.log());
}
