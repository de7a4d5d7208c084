using System.Numerics;

namespace ArchSpec.Training.Weights.Hdf5;

/// <summary>
/// Where groups and objects with many links or attributes keep them: blocks that double in size, found by rows. Source: the HDF5 file
/// format specification, "Fractal Heap".
/// </summary>
internal sealed class FractalHeap
{
    private readonly Hdf5Bytes _file;
    private readonly int _offsetBytes;
    private readonly int _lengthBytes;
    private readonly int _width;
    private readonly long _first; // bytes of the blocks of the first two rows
    private readonly long _largest; // bytes of the largest block that holds values
    private readonly long _root;
    private readonly int _rows;

    public FractalHeap(Hdf5Bytes file, long address)
    {
        var head = file.Fields(address, 142);
        head.Expect("FRHP"u8);
        head.Skip(3);
        var filters = head.Short();
        head.Skip(1);
        var mostBytes = head.Int();
        head.Skip(96);
        (_file, _width, _first, _largest) = (file, head.Short(), head.Long(), head.Long());
        var bits = head.Short();
        head.Skip(2);
        (_root, _rows) = (head.Long(), head.Short());
        if (filters != 0 || bits is < 1 or > 62 || _width is < 1 || !IsPower(_width) || !IsPower(_first) || !IsPower(_largest) || _largest < _first || _largest > 1L << 40)
        {
            throw new InvalidDataException("a heap is packed, or has sizes that none has");
        }

        (_offsetBytes, _lengthBytes) = ((bits + 7) / 8, Math.Min((BitOperations.Log2((ulong)_largest) + 7) / 8, Hdf5Cursor.WidthOf(mostBytes)));
    }

    /// <summary>What the heap has under an identifier.</summary>
    public byte[] Get(byte[] identifier)
    {
        var id = new Hdf5Cursor(identifier);
        var kind = id.Byte();
        if ((kind & 0x30) == 0x20)
        {
            return id.Take((kind & 0x0f) + 1);
        }

        if ((kind & 0x30) != 0)
        {
            throw new InvalidDataException("a heap has a value of a size that Keras does not write");
        }

        var (offset, length) = (id.Number(_offsetBytes), id.Number(_lengthBytes));
        return _file.Structure(_rows == 0 ? _root + offset : Find(_root, _rows, offset), length);
    }

    // The address of a place: down through blocks of blocks, each of which is smaller than the one that it is in.
    private long Find(long block, int rows, long offset)
    {
        var directRows = BitOperations.Log2((ulong)(_largest / _first)) + 2;
        for (var depth = 0; depth < 64; depth++)
        {
            var row = offset < _first * _width ? 0 : BitOperations.Log2((ulong)(offset / (_first * _width))) + 1;
            if (offset < 0 || row >= rows || row > 40)
            {
                break;
            }

            var size = row == 0 ? _first : _first << (row - 1);
            offset -= row == 0 ? 0 : size * _width;
            var place = ((long)row * _width) + (offset / size);
            var child = _file.Fields(block + 13 + _offsetBytes + (place * 8), 8).Long();
            offset %= size;
            if (row < directRows)
            {
                return child + offset;
            }

            (block, rows) = (child, BitOperations.Log2((ulong)size) - BitOperations.Log2((ulong)(_first * _width)) + 1);
        }

        throw new InvalidDataException("a heap does not have what is looked for in it");
    }

    private static bool IsPower(long size) => size > 0 && BitOperations.IsPow2(size);
}
