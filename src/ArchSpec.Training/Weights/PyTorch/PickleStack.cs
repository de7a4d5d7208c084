namespace ArchSpec.Training.Weights.PyTorch;

/// <summary>The values that a pickle has made and not yet put together, its marks between them, and what it remembers.</summary>
internal sealed class PickleStack
{
    private readonly Stack<List<object?>> _marked = new();
    private readonly Dictionary<object, object?> _memo = new(PickleKeys.Scattered);
    private List<object?> _stack = [];

    /// <summary>How many values are remembered.</summary>
    public int Remembered => _memo.Count;

    /// <summary>What is wrong with a pickle that takes what is not there.</summary>
    public static PickleException Damaged() => new("its pickle is damaged: it takes what it has not made");

    public bool Mark()
    {
        _marked.Push(_stack);
        _stack = [];
        return true;
    }

    public bool Push(object? value)
    {
        _stack.Add(value);
        return true;
    }

    public bool Extend(List<object?> values)
    {
        ((Top() as List<object?>) ?? throw Damaged()).AddRange(values);
        return true;
    }

    public bool Fill(List<object?> pairs, bool pushed)
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

    public bool Keep(long place)
    {
        _memo[place] = Top();
        return true;
    }

    public object? Recall(long place) => _memo.TryGetValue(place, out var value) ? value : throw Damaged();

    public object? Top() => _stack.Count > 0 ? _stack[^1] : throw Damaged();

    public object? Pop()
    {
        var top = Top();
        _stack.RemoveAt(_stack.Count - 1);
        return top;
    }

    public object?[] PopMany(int count)
    {
        if (_stack.Count < count)
        {
            throw Damaged();
        }

        object?[] values = [.. _stack[^count..]];
        _stack.RemoveRange(_stack.Count - count, count);
        return values;
    }

    public List<object?> PopMark()
    {
        var values = _stack;
        _stack = _marked.TryPop(out var below) ? below : throw Damaged();
        return values;
    }
}
