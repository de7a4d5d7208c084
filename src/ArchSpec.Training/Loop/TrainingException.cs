namespace ArchSpec.Training.Loop;

/// <summary>A model cannot be trained or evaluated like this; the message says what was received and what would be right.</summary>
public sealed class TrainingException(string message) : Exception(message);
