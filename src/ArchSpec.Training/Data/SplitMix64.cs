namespace ArchSpec.Training.Data;

/// <summary>
/// SplitMix64: a small random generator with 64 bits of state, whose numbers are the same in every version of ArchSpec and of
/// .NET (those of <see cref="Random"/> are not promised). Source: Steele, Lea, Flood, "Fast splittable pseudorandom number
/// generators", OOPSLA 2014; constants of Vigna's public-domain splitmix64.c.
/// </summary>
/// <param name="state">Where it starts.</param>
public sealed class SplitMix64(ulong state)
{
    private ulong _state = state;

    /// <summary>The next 64 random bits.</summary>
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 to <paramref name="limit"/> - 1, each as likely (Lemire 2019: multiply, reject the overhang).</summary>
    public int Below(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        var bound = (ulong)limit;
        var high = Math.BigMul(Next(), bound, out var low);
        while (low < bound && low < (0 - bound) % bound)
        {
            high = Math.BigMul(Next(), bound, out low);
        }

        return (int)high;
    }
}
