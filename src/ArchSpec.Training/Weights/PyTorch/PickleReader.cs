using System.Buffers.Binary;
using System.Text;

namespace ArchSpec.Training.Weights.PyTorch;

/// <summary>
/// Reads a pickle of protocol 2 to 5 as data. Lists, tuples, dictionaries, texts and numbers are all that it makes by itself; what else
/// a pickle asks for is asked of <see cref="TorchObjects"/>, which knows the few things a state dictionary is made of and refuses the
/// rest. Nothing is ever called that a pickle names. Source: the opcodes as CPython's <c>pickletools</c> describes them.
/// </summary>
internal sealed class PickleReader(byte[] data)
{
    private const int MaxSteps = 5_000_000; // a state dictionary takes about 30 for each tensor

    private readonly Stack<List<object?>> _marked = new();
    private readonly Dictionary<long, object?> _memo = [];
    private List<object?> _stack = [];
    private int _at;

    /// <summary>The object that the pickle describes.</summary>
    /// <exception cref="PickleException">It is damaged, or asks for what is no data.</exception>
    public object? Read()
    {
        for (var step = 0; step < MaxSteps; step++)
        {
            var code = Take(1)[0];
            if (code == '.')
            {
                return Pop();
            }

            if (!(Skip(code) || PushNumber(code) || PushText(code) || Collect(code) || Remember(code) || Ask(code)))
            {
                throw new PickleException($"its pickle has the code 0x{code:x2} at {_at - 1}, which data of PyTorch does not have");
            }
        }

        throw new PickleException($"its pickle takes more than {MaxSteps:N0} steps");
    }

    // PROTO, FRAME, POP, POP_MARK
    private bool Skip(byte code)
    {
        switch (code)
        {
            case 0x80:
                return Take(1)[0] is >= 2 and <= 5 ? true : throw new PickleException("its pickle is of an unknown protocol");
            case 0x95:
                Take(8);
                return true;
            case (byte)'0':
                Pop();
                return true;
            case (byte)'1':
                PopMark();
                return true;
            default:
                return false;
        }
    }

    // NONE, NEWTRUE, NEWFALSE, BININT, BININT1, BININT2, LONG1, LONG4, BINFLOAT
    private bool PushNumber(byte code)
    {
        switch (code)
        {
            case (byte)'N': return Push(null);
            case 0x88: return Push(true);
            case 0x89: return Push(false);
            case (byte)'J': return Push((long)BinaryPrimitives.ReadInt32LittleEndian(Take(4)));
            case (byte)'K': return Push((long)Take(1)[0]);
            case (byte)'M': return Push((long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2)));
            case 0x8a: return Push(Long(Take(Take(1)[0])));
            case 0x8b: return Push(Long(Take(BinaryPrimitives.ReadInt32LittleEndian(Take(4)))));
            case (byte)'G': return Push(BinaryPrimitives.ReadDoubleBigEndian(Take(8)));
            default: return false;
        }
    }

    // SHORT_BINUNICODE, BINUNICODE, BINUNICODE8, SHORT_BINBYTES, BINBYTES, BINBYTES8, SHORT_BINSTRING, BINSTRING
    private bool PushText(byte code)
    {
        switch (code)
        {
            case 0x8c: return Push(Text(Take(1)[0]));
            case (byte)'X': return Push(Text(BinaryPrimitives.ReadUInt32LittleEndian(Take(4))));
            case 0x8d: return Push(Text(BinaryPrimitives.ReadInt64LittleEndian(Take(8))));
            case (byte)'C': return Push(Take(Take(1)[0]).ToArray());
            case (byte)'B': return Push(Take(BinaryPrimitives.ReadUInt32LittleEndian(Take(4))).ToArray());
            case 0x8e: return Push(Take(BinaryPrimitives.ReadInt64LittleEndian(Take(8))).ToArray());
            case (byte)'U': return Push(Text(Take(1)[0]));
            case (byte)'T': return Push(Text(BinaryPrimitives.ReadInt32LittleEndian(Take(4))));
            default: return false;
        }
    }

    // MARK, EMPTY_DICT, EMPTY_LIST, EMPTY_TUPLE, TUPLE1, TUPLE2, TUPLE3, TUPLE, LIST, DICT, APPEND, APPENDS, SETITEM, SETITEMS
    private bool Collect(byte code)
    {
        switch (code)
        {
            case (byte)'(':
                _marked.Push(_stack);
                _stack = [];
                return true;
            case (byte)'}': return Push(new PickleMap());
            case (byte)']': return Push(new List<object?>());
            case (byte)')': return Push(Array.Empty<object?>());
            case 0x85 or 0x86 or 0x87: return Push(PopMany(code - 0x84));
            case (byte)'t': return Push(PopMark().ToArray());
            case (byte)'l': return Push(PopMark());
            case (byte)'d': return Fill(PopMark(), Push(new PickleMap()));
            case (byte)'a': return Extend([Pop()]);
            case (byte)'e': return Extend(PopMark());
            case (byte)'s': return Fill([.. PopMany(2)], true);
            case (byte)'u': return Fill(PopMark(), true);
            default: return false;
        }
    }

    // BINPUT, LONG_BINPUT, MEMOIZE, BINGET, LONG_BINGET, DUP
    private bool Remember(byte code)
    {
        switch (code)
        {
            case (byte)'q': return Keep(Take(1)[0]);
            case (byte)'r': return Keep(BinaryPrimitives.ReadUInt32LittleEndian(Take(4)));
            case 0x94: return Keep(_memo.Count);
            case (byte)'h': return Push(Recall(Take(1)[0]));
            case (byte)'j': return Push(Recall(BinaryPrimitives.ReadUInt32LittleEndian(Take(4))));
            case (byte)'2': return Push(Top());
            default: return false;
        }
    }

    // GLOBAL, STACK_GLOBAL, BINPERSID, REDUCE, NEWOBJ, BUILD
    private bool Ask(byte code)
    {
        switch (code)
        {
            case (byte)'c': return Push(TorchObjects.Global(Line(), Line()));
            case 0x93: return PopMany(2) is [string module, string name] ? Push(TorchObjects.Global(module, name)) : throw Damaged();
            case (byte)'Q': return Push(TorchObjects.Storage(Pop()));
            case (byte)'R' or 0x81: return PopMany(2) is [var callable, object?[] given] ? Push(TorchObjects.Make(callable, given)) : throw Damaged();
            case (byte)'b':
                TorchObjects.CheckState(Pop());
                Top();
                return true;
            default: return false;
        }
    }

    private bool Push(object? value)
    {
        _stack.Add(value);
        return true;
    }

    private bool Extend(List<object?> values)
    {
        ((Top() as List<object?>) ?? throw Damaged()).AddRange(values);
        return true;
    }

    private bool Fill(List<object?> pairs, bool pushed)
    {
        var map = Top() as PickleMap;
        if (map is null || pairs.Count % 2 != 0)
        {
            throw Damaged();
        }

        for (var at = 0; at < pairs.Count; at += 2)
        {
            map.Set(pairs[at], pairs[at + 1]);
        }

        return pushed;
    }

    private bool Keep(long place)
    {
        _memo[place] = Top();
        return true;
    }

    private object? Recall(long place) => _memo.TryGetValue(place, out var value) ? value : throw Damaged();

    private object? Top() => _stack.Count > 0 ? _stack[^1] : throw Damaged();

    private object? Pop()
    {
        var top = Top();
        _stack.RemoveAt(_stack.Count - 1);
        return top;
    }

    private object?[] PopMany(int count)
    {
        if (_stack.Count < count)
        {
            throw Damaged();
        }

        object?[] values = [.. _stack[^count..]];
        _stack.RemoveRange(_stack.Count - count, count);
        return values;
    }

    private List<object?> PopMark()
    {
        var values = _stack;
        _stack = _marked.TryPop(out var below) ? below : throw Damaged();
        return values;
    }

    private ReadOnlySpan<byte> Take(long count)
    {
        if (count < 0 || count > data.Length - _at)
        {
            throw Damaged();
        }

        var taken = data.AsSpan(_at, (int)count);
        _at += (int)count;
        return taken;
    }

    private string Text(long length) => Encoding.UTF8.GetString(Take(length));

    private string Line()
    {
        var end = data.AsSpan(_at).IndexOf((byte)'\n');
        var line = Text(end < 0 ? throw Damaged() : end);
        Take(1);
        return line;
    }

    private static long Long(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        0 => 0L,
        <= 8 => (bytes[^1] < 0x80 ? 0L : -1L << ((8 * bytes.Length) - 1)) | (long)Bits(bytes),
        _ => throw new PickleException($"its pickle has a number of {bytes.Length} bytes"),
    };

    private static ulong Bits(ReadOnlySpan<byte> bytes)
    {
        var bits = 0UL;
        for (var at = bytes.Length - 1; at >= 0; at--)
        {
            bits = (bits << 8) | bytes[at];
        }

        return bits;
    }

    private PickleException Damaged() => new($"its pickle is damaged at {_at:N0} of {data.Length:N0} bytes");
}
