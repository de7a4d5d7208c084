namespace ArchSpec.Tool.Runs;

/// <summary>What a probe of a database found.</summary>
/// <param name="Database">Which one.</param>
/// <param name="Reachable">True where rows can be written now.</param>
/// <param name="Message">One line for a person: the server's version, or what is wrong.</param>
public sealed record DatabaseState(DatabaseDescription Database, bool Reachable, string Message)
{
    /// <summary>How long a person waits for a probe.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(3);

    /// <summary>Asks a store, and takes no answer within <paramref name="timeout"/> for a no.</summary>
    public static DatabaseState Of(IRunStore store, TimeSpan timeout)
    {
        DatabaseState? state = null;
        // Name resolution has no timeout of its own, so the limit is kept from outside.
        var probe = new Thread(() => state = Ask(store, timeout)) { IsBackground = true, Name = "archspec-probe" };
        probe.Start();
        return probe.Join(timeout) && state is not null
            ? state
            : new DatabaseState(store.Description, false, $"no answer within {timeout.TotalSeconds:0.#} s");
    }

    private static DatabaseState Ask(IRunStore store, TimeSpan timeout)
    {
        try
        {
            return new DatabaseState(store.Description, true, store.Probe(timeout));
        }
        catch (RunStoreException exception)
        {
            return new DatabaseState(store.Description, false, exception.Message);
        }
    }
}
