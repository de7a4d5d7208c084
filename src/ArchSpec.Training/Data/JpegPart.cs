namespace ArchSpec.Training.Data;

/// <summary>What a scan of a JPEG file has of one component in each of its units.</summary>
/// <param name="Blocks">How many blocks of 8 × 8 pixels.</param>
/// <param name="First">The codes of the means.</param>
/// <param name="Others">The codes of the other 63 values; null where the scan has means alone.</param>
internal sealed record JpegPart(int Blocks, JpegCodes First, JpegCodes? Others)
{
    private const int ValuesOfBlock = 64;
    private const int Zeros = 0xF0; // 16 of them, and the block goes on

    /// <summary>Passes the blocks of a unit; false where they are not there, or their codes are none.</summary>
    internal bool Skip(ref JpegBits bits)
    {
        for (var block = 0; block < Blocks; block++)
        {
            if (!SkipBlock(ref bits))
            {
                return false;
            }
        }

        return true;
    }

    private bool SkipBlock(ref JpegBits bits)
    {
        var mean = Take(ref bits, First);
        for (var at = 1; mean >= 0 && Others is not null && at < ValuesOfBlock; at++)
        {
            var value = Take(ref bits, Others);
            if (value < 0)
            {
                return false;
            }

            if ((value & 0xF) == 0 && value != Zeros)
            {
                break; // the rest is 0
            }

            at += value >> 4;
        }

        return mean >= 0 && !bits.IsOver;
    }

    // A code, whose low half says how many bits of a number follow; below 0 where there is none.
    private static int Take(ref JpegBits bits, JpegCodes codes)
    {
        var (length, value) = codes.Find(bits.Peek());
        bits.Take(length + (value & 0xF));
        return length == 0 ? -1 : value;
    }
}
