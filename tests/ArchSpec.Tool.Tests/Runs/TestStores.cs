using ArchSpec.Tool.Runs;

namespace ArchSpec.Tool.Tests.Runs;

/// <summary>A store that passes everything on; tests change what they need.</summary>
internal abstract class StoreAround(IRunStore inner) : IRunStore
{
    public DatabaseDescription Description => inner.Description;

    public virtual string Probe(TimeSpan timeout) => inner.Probe(timeout);

    public virtual bool Write(RunRow run, IReadOnlyList<EpochRow> epochs) => inner.Write(run, epochs);

    public virtual IReadOnlyList<RunRow> Runs() => inner.Runs();

    public virtual IReadOnlyList<EpochRow> Epochs(string runId) => inner.Epochs(runId);

    public virtual int Remove(RunRow run) => inner.Remove(run);
}

/// <summary>A store that is down, or loses acknowledgements, as it is told.</summary>
internal sealed class FlakyStore(IRunStore inner) : StoreAround(inner)
{
    public bool Down { get; set; }

    public int LoseAcknowledgements { get; set; }

    public override bool Write(RunRow run, IReadOnlyList<EpochRow> epochs)
    {
        if (Down)
        {
            throw new RunStoreException("the store is down") { Unreachable = true };
        }

        var written = base.Write(run, epochs);
        if (LoseAcknowledgements > 0)
        {
            LoseAcknowledgements--;
            throw new RunStoreException("the connection broke after the commit") { Unreachable = true };
        }

        return written;
    }
}
