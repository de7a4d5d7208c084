namespace ArchSpec.Layers;

/// <summary>
/// A layer cannot work with these arguments on these inputs. The message names what was received; the reader adds the
/// layer, its place in the file and the chain of shapes that led there.
/// </summary>
public sealed class LayerException(string message) : Exception(message);
