namespace ArchSpec.Training.Weights.PyTorch;

/// <summary>A pickle is damaged, or asks for what data does not need.</summary>
internal sealed class PickleException(string message) : Exception(message);

/// <summary>Keys, hashed with a seed of this process: .NET hashes a number as its halves, and a file could choose numbers that all fall together.</summary>
internal sealed class PickleKeys : IEqualityComparer<object>
{
    public static PickleKeys Scattered { get; } = new();

    public new bool Equals(object? x, object? y) => object.Equals(x, y);

    public int GetHashCode(object obj) => obj switch
    {
        long number => Scatter(number),
        double number => Scatter(BitConverter.DoubleToInt64Bits(number)),
        _ => obj.GetHashCode(),
    };

    private static int Scatter(long bits) => HashCode.Combine((int)bits, (int)(bits >> 32));
}

/// <summary>A dictionary, in the order of its keys.</summary>
internal sealed class PickleMap
{
    private readonly Dictionary<object, object?> _values = new(PickleKeys.Scattered);
    private readonly List<object> _order = [];

    /// <summary>The keys and values, in order.</summary>
    public IEnumerable<(object Key, object? Value)> Pairs => _order.Select(key => (key, _values[key]));

    /// <summary>Sets a value.</summary>
    public void Set(object? key, object? value)
    {
        if (key is not (string or long or double or bool))
        {
            throw new PickleException("a dictionary's key is neither a text nor a number");
        }

        if (_values.TryAdd(key, value))
        {
            _order.Add(key);
        }
        else
        {
            _values[key] = value;
        }
    }

    /// <summary>A value, or null.</summary>
    public object? Find(string key) => _values.GetValueOrDefault(key);
}

/// <summary>What a pickle calls by module and name, of those that may be called.</summary>
internal sealed record PickleGlobal(string Module, string Name)
{
    public string FullName => $"{Module}.{Name}";
}

/// <summary>Numbers that lie in another entry of the zip.</summary>
/// <param name="Key">The entry <c>data/KEY</c>.</param>
/// <param name="Type">Of each number.</param>
/// <param name="Count">How many there are.</param>
internal sealed record TorchStorage(string Key, TorchSharp.torch.ScalarType Type, long Count);

/// <summary>A tensor as a view of a storage.</summary>
internal sealed record TorchView(TorchStorage Storage, long Offset, long[] Shape, long[] Strides);
