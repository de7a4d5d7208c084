namespace ArchSpec.Training.Data;

/// <summary>The coded bits of a scan, without the zeros that are stuffed behind FF; behind their end there are ones for ever.</summary>
internal ref struct JpegBits(ReadOnlySpan<byte> file, int at)
{
    private readonly ReadOnlySpan<byte> _file = file;
    private ulong _bits;
    private int _count;
    private int _missing;

    /// <summary>Where the next byte is read: the FF of a marker where the coded bytes are over.</summary>
    internal int At { get; private set; } = at;

    /// <summary>Whether more bits were taken than there are.</summary>
    internal readonly bool IsOver => _missing > _count;

    /// <summary>The next 16 bits, which stay; 16 more may be taken before the next look.</summary>
    internal int Peek()
    {
        for (; _count < 32; _count += 8)
        {
            _bits = (_bits << 8) | Next();
        }

        return (int)(_bits >> (_count - 16)) & 0xFFFF;
    }

    /// <summary>Takes bits.</summary>
    internal void Take(int bits) => _count -= bits;

    /// <summary>Goes on behind a restart marker; false where there is none.</summary>
    internal bool Restart()
    {
        (_bits, _count, _missing) = (0, 0, 0);
        if (At + 1 >= _file.Length || _file[At] != 0xFF || _file[At + 1] is < 0xD0 or > 0xD7)
        {
            return false;
        }

        At += 2;
        return true;
    }

    private byte Next()
    {
        if (At >= _file.Length || (_file[At] == 0xFF && (At + 1 >= _file.Length || _file[At + 1] != 0)))
        {
            _missing += 8;
            return 0xFF;
        }

        var next = _file[At];
        At += next == 0xFF ? 2 : 1;
        return next;
    }
}
