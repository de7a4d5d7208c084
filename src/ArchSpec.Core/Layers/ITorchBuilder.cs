namespace ArchSpec.Layers;

/// <summary>
/// Marks the nested class of a layer that builds it in TorchSharp. Core knows no more of it, so that reading, checking and
/// summarising a spec never load TorchSharp.
/// </summary>
#pragma warning disable CA1040 // an empty interface is the point: Core must not see TorchSharp's types
public interface ITorchBuilder;
#pragma warning restore CA1040
