namespace ArchSpec.Tool.Runs;

/// <summary>What is wrong with a run store, in one line for a person. The message never holds a password.</summary>
/// <param name="message">The line.</param>
/// <param name="cause">What the database's client threw; not for printing.</param>
public sealed class RunStoreException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>True where the database could not be asked at all, so that asking again at once is no use.</summary>
    public bool Unreachable { get; init; }
}
