namespace ArchSpec.Layers;

/// <summary>How a weight gets its first values, by Keras's names.</summary>
public enum Initializer
{
    /// <summary>All 0.</summary>
    Zeros,

    /// <summary>All 1.</summary>
    Ones,

    /// <summary>
    /// Uniform within ±sqrt(6 / (fan_in + fan_out)), where a kernel of shape (…, in, out) has fan_in = in · receptive field
    /// and fan_out = out · receptive field (Glorot and Bengio 2010, as in <c>keras.initializers.GlorotUniform</c>).
    /// </summary>
    GlorotUniform,
}
