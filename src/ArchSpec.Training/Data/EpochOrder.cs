namespace ArchSpec.Training.Data;

/// <summary>In which order an epoch visits the images: it follows from the seed and the epoch's number alone.</summary>
public static class EpochOrder
{
    /// <summary>
    /// A permutation of 0 to <paramref name="count"/> - 1: Fisher and Yates's shuffle, from the last place down, with
    /// <see cref="SplitMix64"/> started at a mix of <paramref name="seed"/> and <paramref name="epoch"/>, so that neighbouring
    /// seeds and epochs have nothing in common.
    /// </summary>
    /// <param name="count">How many images.</param>
    /// <param name="seed">Of the run.</param>
    /// <param name="epoch">Counts from 1.</param>
    public static int[] Shuffled(int count, long seed, int epoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        var ofSeed = new SplitMix64((ulong)seed).Next();
        var random = new SplitMix64(new SplitMix64(ofSeed ^ (ulong)epoch).Next());
        var order = InOrder(count);
        for (var last = count - 1; last > 0; last--)
        {
            var other = random.Below(last + 1);
            (order[last], order[other]) = (order[other], order[last]);
        }

        return order;
    }

    /// <summary>0 to <paramref name="count"/> - 1.</summary>
    public static int[] InOrder(int count) => [.. Enumerable.Range(0, count)];
}
