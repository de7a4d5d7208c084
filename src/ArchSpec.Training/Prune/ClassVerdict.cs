namespace ArchSpec.Training.Prune;

/// <summary>What becomes of a class of channels that looked dead somewhere.</summary>
/// <param name="Reason">Why it goes, or why not.</param>
/// <param name="Cause">The kind of reason for which it goes; null where it stays.</param>
/// <param name="Certified">Whether the weights alone show that it cannot fire, on any image.</param>
internal sealed record ClassVerdict(string Reason, PruneCause? Cause = null, bool Certified = false)
{
    /// <summary>Whether it goes.</summary>
    public bool Goes => Cause is not null;

    /// <summary>What becomes of one of its channels.</summary>
    public ChannelVerdict Of(int channel, int name) => new(channel, name, Reason) { Cause = Cause, Certified = Certified };
}
