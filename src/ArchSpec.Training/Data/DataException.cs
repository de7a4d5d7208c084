namespace ArchSpec.Training.Data;

/// <summary>
/// A data set that cannot be used. The message is for the person: it says where, what was received, and what would be right.
/// </summary>
/// <param name="message">One clear reason.</param>
/// <param name="inner">What the system said, where that is the reason.</param>
public sealed class DataException(string message, Exception? inner = null) : Exception(message, inner);
