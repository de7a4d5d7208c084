namespace ArchSpec.Layers;

/// <summary>
/// A layer type itself is at fault, and not the spec that uses it: it failed where it must not, or gave an answer that cannot be
/// right. Where a spec is read it becomes a problem at the layer's place, elsewhere it ends what was begun.
/// </summary>
/// <param name="code">Such as <c>AS0809</c>; each has a page in <c>docs/errors</c>.</param>
/// <param name="message">Which plugin and layer, what it did and what to do, in one line.</param>
/// <param name="cause">What the layer threw, where it threw.</param>
public class LayerFaultException(string code, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Such as <c>AS0809</c>.</summary>
    public string Code { get; } = code;
}
