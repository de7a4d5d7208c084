using System.Buffers.Binary;
using System.Collections;
using System.Globalization;

namespace ArchSpec.Training.Weights.PyTorch;

/// <summary>
/// Reads a pickle of protocol 2 to 5 as data. Lists, tuples, dictionaries, texts and numbers are all that it makes by itself; what else
/// a pickle asks for is asked of <see cref="TorchObjects"/>, which knows the few things a state dictionary is made of and refuses the
/// rest. Nothing is ever called that a pickle names. Source: the opcodes as CPython's <c>pickletools</c> describes them.
/// </summary>
internal sealed class PickleReader(byte[] data)
{
    private const int MaxSteps = 2_000_000; // a state dictionary takes about 30 for each tensor

    private readonly PickleBytes _from = new(data);
    private readonly PickleStack _stack = new();
    private long _steps;

    /// <summary>The object that the pickle describes.</summary>
    /// <exception cref="PickleException">It is damaged, or asks for what is no data.</exception>
    public object? Read()
    {
        while (++_steps < MaxSteps)
        {
            var code = _from.Take(1)[0];
            if (code == '.')
            {
                return _stack.Pop();
            }

            if (!(Skip(code) || PushNumber(code) || PushText(code) || Collect(code) || Remember(code) || Ask(code)))
            {
                throw new PickleException(string.Create(CultureInfo.InvariantCulture, $"its pickle has the code 0x{code:x2} at {_from.At - 1}, which data of PyTorch does not have"));
            }
        }

        throw new PickleException(string.Create(CultureInfo.InvariantCulture, $"its pickle takes more than {MaxSteps:N0} steps"));
    }

    // PROTO, FRAME, POP, POP_MARK
    private bool Skip(byte code)
    {
        switch (code)
        {
            case 0x80:
                return _from.Take(1)[0] is >= 2 and <= 5 ? true : throw new PickleException("its pickle is of an unknown protocol");
            case 0x95:
                _from.Take(8);
                return true;
            case (byte)'0':
                _stack.Pop();
                return true;
            case (byte)'1':
                _stack.PopMark();
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
            case (byte)'N': return _stack.Push(null);
            case 0x88: return _stack.Push(true);
            case 0x89: return _stack.Push(false);
            case (byte)'J': return _stack.Push((long)BinaryPrimitives.ReadInt32LittleEndian(_from.Take(4)));
            case (byte)'K': return _stack.Push((long)_from.Take(1)[0]);
            case (byte)'M': return _stack.Push((long)BinaryPrimitives.ReadUInt16LittleEndian(_from.Take(2)));
            case 0x8a: return _stack.Push(PickleBytes.Long(_from.Take(_from.Take(1)[0])));
            case 0x8b: return _stack.Push(PickleBytes.Long(_from.Take(BinaryPrimitives.ReadInt32LittleEndian(_from.Take(4)))));
            case (byte)'G': return _stack.Push(BinaryPrimitives.ReadDoubleBigEndian(_from.Take(8)));
            default: return false;
        }
    }

    // SHORT_BINUNICODE, BINUNICODE, BINUNICODE8, SHORT_BINBYTES, BINBYTES, BINBYTES8, SHORT_BINSTRING, BINSTRING
    private bool PushText(byte code)
    {
        switch (code)
        {
            case 0x8c: return _stack.Push(_from.Text(_from.Take(1)[0]));
            case (byte)'X': return _stack.Push(_from.Text(BinaryPrimitives.ReadUInt32LittleEndian(_from.Take(4))));
            case 0x8d: return _stack.Push(_from.Text(BinaryPrimitives.ReadInt64LittleEndian(_from.Take(8))));
            case (byte)'C': return _stack.Push(_from.Take(_from.Take(1)[0]).ToArray());
            case (byte)'B': return _stack.Push(_from.Take(BinaryPrimitives.ReadUInt32LittleEndian(_from.Take(4))).ToArray());
            case 0x8e: return _stack.Push(_from.Take(BinaryPrimitives.ReadInt64LittleEndian(_from.Take(8))).ToArray());
            case (byte)'U': return _stack.Push(_from.Text(_from.Take(1)[0]));
            case (byte)'T': return _stack.Push(_from.Text(BinaryPrimitives.ReadInt32LittleEndian(_from.Take(4))));
            default: return false;
        }
    }

    // MARK, EMPTY_DICT, EMPTY_LIST, EMPTY_TUPLE, TUPLE1, TUPLE2, TUPLE3, TUPLE, LIST, DICT, APPEND, APPENDS, SETITEM, SETITEMS
    private bool Collect(byte code)
    {
        switch (code)
        {
            case (byte)'(':
                return _stack.Mark();
            case (byte)'}': return _stack.Push(new PickleMap());
            case (byte)']': return _stack.Push(new List<object?>());
            case (byte)')': return _stack.Push(Array.Empty<object?>());
            case 0x85 or 0x86 or 0x87: return _stack.Push(_stack.PopMany(code - 0x84));
            case (byte)'t': return _stack.Push(_stack.PopMark().ToArray());
            case (byte)'l': return _stack.Push(_stack.PopMark());
            case (byte)'d': return _stack.Fill(_stack.PopMark(), _stack.Push(new PickleMap()));
            case (byte)'a': return _stack.Extend([_stack.Pop()]);
            case (byte)'e': return _stack.Extend(_stack.PopMark());
            case (byte)'s': return _stack.Fill([.. _stack.PopMany(2)], true);
            case (byte)'u': return _stack.Fill(_stack.PopMark(), true);
            default: return false;
        }
    }

    // BINPUT, LONG_BINPUT, MEMOIZE, BINGET, LONG_BINGET, DUP
    private bool Remember(byte code)
    {
        switch (code)
        {
            case (byte)'q': return _stack.Keep(_from.Take(1)[0]);
            case (byte)'r': return _stack.Keep(BinaryPrimitives.ReadUInt32LittleEndian(_from.Take(4)));
            case 0x94: return _stack.Keep(_stack.Remembered);
            case (byte)'h': return _stack.Push(_stack.Recall(_from.Take(1)[0]));
            case (byte)'j': return _stack.Push(_stack.Recall(BinaryPrimitives.ReadUInt32LittleEndian(_from.Take(4))));
            case (byte)'2': return _stack.Push(_stack.Top());
            default: return false;
        }
    }

    // GLOBAL, STACK_GLOBAL, BINPERSID, REDUCE, NEWOBJ, BUILD
    private bool Ask(byte code)
    {
        switch (code)
        {
            case (byte)'c': return _stack.Push(TorchObjects.Global(_from.Line(), _from.Line()));
            case 0x93: return _stack.PopMany(2) is [string module, string name] ? _stack.Push(TorchObjects.Global(module, name)) : throw PickleStack.Damaged();
            case (byte)'Q': return _stack.Push(TorchObjects.Storage(_stack.Pop()));
            case (byte)'R' or 0x81: return _stack.PopMany(2) is [var callable, object?[] given] ? _stack.Push(Make(callable, given)) : throw PickleStack.Damaged();
            case (byte)'b':
                TorchObjects.CheckState(_stack.Pop());
                _stack.Top();
                return true;
            default: return false;
        }
    }

    // A list that is remembered may be given a thousand times: each time all of it is gone through.
    private object? Make(object? callable, object?[] given)
    {
        _steps += given.OfType<ICollection>().Sum(one => (long)one.Count);
        return _steps < MaxSteps ? TorchObjects.Make(callable, given) : null; // the next step is one too many
    }
}
