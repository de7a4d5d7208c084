namespace ArchSpec.Keras;

/// <summary>A call of a layer while an order is made.</summary>
/// <param name="layer">The layer.</param>
/// <param name="call">Which of its calls, from 0.</param>
/// <param name="place">Its place in the file.</param>
internal sealed class CallStep(KerasLayer layer, int call, int place)
{
    public KerasLayer Layer => layer;

    public int Call => call;

    /// <summary>Its place in the file.</summary>
    public int Place => place;

    /// <summary>The calls that must come behind it.</summary>
    public List<CallStep> Takers { get; } = [];

    /// <summary>How many calls must still come before it.</summary>
    public int Open { get; set; }

    /// <summary>Its place in a walk from the outputs back, inputs first; below 0 before it is met.</summary>
    public int Rank { get; set; } = -1;

    /// <summary>How many of its inputs have been walked to.</summary>
    public int Walked { get; set; }
}
