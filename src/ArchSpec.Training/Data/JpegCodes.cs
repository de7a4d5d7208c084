namespace ArchSpec.Training.Data;

/// <summary>A Huffman table of a JPEG file: a value and its length for each beginning of 16 bits.</summary>
/// <remarks>ITU-T T.81, Annex C: codes of one length follow on one another, and those of the next begin behind them, times two.</remarks>
internal sealed class JpegCodes
{
    private const int Longest = 16;

    private readonly ushort[] _found = new ushort[1 << Longest];

    private JpegCodes()
    {
    }

    /// <summary>Reads a table: 16 counts, and as many values; null where it is none.</summary>
    /// <param name="table">Begins with the counts.</param>
    /// <param name="length">How many bytes it takes.</param>
    internal static JpegCodes? Read(ReadOnlySpan<byte> table, out int length)
    {
        (length, var codes, var code) = (Longest, new JpegCodes(), 0);
        for (var bits = 1; bits <= Longest && table.Length >= Longest; bits++, code <<= 1)
        {
            for (var left = (int)table[bits - 1]; left > 0; left--, code++, length++)
            {
                if (length >= table.Length || code >= 1 << bits)
                {
                    return null;
                }

                codes._found.AsSpan(code << (Longest - bits), 1 << (Longest - bits)).Fill((ushort)((bits << 8) | table[length]));
            }
        }

        return table.Length >= Longest ? codes : null;
    }

    /// <summary>The length and the value of the code that 16 bits begin with; a length of 0 where they begin with none.</summary>
    internal (int Bits, int Value) Find(int next) => (_found[next] >> 8, _found[next] & 0xFF);
}
