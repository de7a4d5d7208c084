using System.Globalization;

namespace ArchSpec.Training.Loop;

/// <summary>Why a training ended before its last epoch and without early stopping.</summary>
/// <param name="Reason">Of which kind it is.</param>
/// <param name="Message">In words for the person.</param>
internal sealed record EarlyEnd(EndReason Reason, string Message)
{
    public static EarlyEnd Interrupted { get; } = new(EndReason.Interrupted, "interrupted");

    public static EarlyEnd NotANumber(string what) =>
        new(EndReason.NotANumber, $"{what}; a lower learning rate, or clipnorm in the optimizer, may help");

    public static EarlyEnd Dead(string layer, int epoch) => new(
        EndReason.Dead,
        string.Create(CultureInfo.InvariantCulture, $"every unit of layer '{layer}' gave 0 in all of epoch {epoch}, so that nothing can be learned through it; a lower learning rate, another seed or --on-dead reinitialize may help"));
}

/// <summary>Why a training ended before its time.</summary>
public enum EndReason
{
    /// <summary>The person asked for it.</summary>
    Interrupted,

    /// <summary>The loss is not a number.</summary>
    NotANumber,

    /// <summary>Every unit of a layer gave 0 for a whole epoch.</summary>
    Dead,
}

/// <summary>What becomes of a training in which a layer gives nothing but 0.</summary>
public enum OnDead
{
    /// <summary>It ends.</summary>
    Stop,

    /// <summary>It begins again with another seed, at most three times.</summary>
    Reinitialize,

    /// <summary>It goes on; the layer is named once.</summary>
    Continue,
}
