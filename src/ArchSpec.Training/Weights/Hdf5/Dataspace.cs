namespace ArchSpec.Training.Weights.Hdf5;

/// <summary>The shape of a dataset or an attribute. Source: the HDF5 file format specification, "The Dataspace Message".</summary>
internal static class Dataspace
{
    private const int MaxRank = 16; // weights have at most 5 axes
    private const byte Nothing = 2;

    public static long[] Parse(Hdf5Cursor message)
    {
        var (version, rank, _) = (message.Byte(), message.Byte(), message.Byte());
        if (version is not (1 or 2) || rank > MaxRank)
        {
            throw new InvalidDataException(rank > MaxRank ? $"a shape has {rank} axes, and at most {MaxRank} are read" : "a shape is of an unknown kind");
        }

        var kind = message.Byte();
        message.Skip(version == 1 ? 4 : 0);
        long[] shape = version == 2 && kind == Nothing ? [0] : [.. Enumerable.Range(0, rank).Select(_ => message.Long())];
        return shape.Any(size => size < 0) ? throw new InvalidDataException("a shape has a size that no file can hold") : shape;
    }
}
