using ArchSpec.Diagnostics;

namespace ArchSpec.Training.Weights;

/// <summary>A weights file cannot be used; the message is for a person and begins with the file's name.</summary>
public sealed class WeightsException(string message) : Exception(Printable.Name(message));
