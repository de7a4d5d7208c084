namespace ArchSpec.Training.Native;

/// <summary>libtorch or a device cannot be used; the message says what is wrong and what to do about it.</summary>
public sealed class LibTorchException(string problem, string fix, Exception? cause = null) : Exception($"{problem}. {fix}.", cause);
