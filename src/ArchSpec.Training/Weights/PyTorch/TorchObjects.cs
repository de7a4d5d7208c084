using static TorchSharp.torch;

using System.Globalization;

namespace ArchSpec.Training.Weights.PyTorch;

/// <summary>
/// The few things that a state dictionary asks for, made without calling anything. Source: <c>torch/_utils.py</c> for what
/// <c>_rebuild_tensor_v2</c> takes, <c>torch/serialization.py</c> for persistent ids.
/// </summary>
internal static class TorchObjects
{
    private const int MaxDimensions = 16;

    private static readonly Dictionary<string, ScalarType> Storages = new()
    {
        ["FloatStorage"] = ScalarType.Float32,
        ["DoubleStorage"] = ScalarType.Float64,
        ["HalfStorage"] = ScalarType.Float16,
        ["BFloat16Storage"] = ScalarType.BFloat16,
        ["LongStorage"] = ScalarType.Int64,
        ["IntStorage"] = ScalarType.Int32,
        ["ShortStorage"] = ScalarType.Int16,
        ["CharStorage"] = ScalarType.Int8,
        ["ByteStorage"] = ScalarType.Byte,
        ["BoolStorage"] = ScalarType.Bool,
    };

    private static readonly HashSet<string> Makers =
        ["collections.OrderedDict", "torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_parameter"];

    /// <summary>What a pickle names.</summary>
    /// <exception cref="PickleException">It is not one of the few.</exception>
    public static PickleGlobal Global(string module, string name)
    {
        var global = new PickleGlobal(module, name);
        return Makers.Contains(global.FullName) || (module == "torch" && Storages.ContainsKey(name))
            ? global
            : throw new PickleException(
                $"its pickle asks for '{Shown(global.FullName)}', which is code and no data: only dictionaries of tensors and numbers are read; "
                + "save such a one with torch.save(model.state_dict(), FILE)");
    }

    /// <summary>What a pickle wants to have made.</summary>
    public static object? Make(object? callable, object?[] given) => ((callable as PickleGlobal)?.FullName, given) switch
    {
        ("collections.OrderedDict", []) => new PickleMap(),
        ("collections.OrderedDict", [List<object?> pairs]) => Filled(pairs),
        ("torch._utils._rebuild_tensor_v2", [TorchStorage storage, long offset, object?[] shape, object?[] strides, ..]) =>
            View(storage, offset, [.. shape.Select(Size)], [.. strides.Select(Size)]),
        ("torch._utils._rebuild_parameter", [TorchView values, ..]) => values,
        _ => throw new PickleException($"its pickle calls {(callable is PickleGlobal global ? $"'{global.FullName}'" : "something")} with what that does not take"),
    };

    /// <summary>The storage that a persistent id stands for: ('storage', type, key, location, count).</summary>
    public static TorchStorage Storage(object? id) =>
        id is object?[] and ["storage", PickleGlobal { Module: "torch" } type, string key, string, long and >= 0 and var count]
        && Storages.TryGetValue(type.Name, out var scalar)
            ? new TorchStorage(key, scalar, count)
            : throw new PickleException("its pickle has a storage of an unknown kind");

    /// <summary>A state dictionary's own attribute is a dictionary of versions; it is not kept.</summary>
    public static void CheckState(object? state)
    {
        if (state is not PickleMap)
        {
            throw new PickleException("its pickle sets the state of an object, which no data has");
        }
    }

    private static PickleMap Filled(List<object?> pairs)
    {
        var map = new PickleMap();
        foreach (var pair in pairs)
        {
            switch (pair)
            {
                case object?[] and [var key, var value]:
                    map.Set(key, value);
                    break;
                case List<object?> and [var key, var value]:
                    map.Set(key, value);
                    break;
                default:
                    throw new PickleException("its pickle has a dictionary of something other than pairs");
            }
        }

        return map;
    }

    private static long Size(object? value) =>
        value is long and >= 0 and var size ? size : throw new PickleException("a tensor's shape is not made of numbers from 0 up");

    // A view may show a number twice, so it may have more than its storage, but not out of proportion.
    private static TorchView View(TorchStorage storage, long offset, long[] shape, long[] strides)
    {
        var count = WeightValues.Count(shape);
        if (shape.Length > MaxDimensions || shape.Length != strides.Length || count is null || count > Math.Max(storage.Count, 1 << 20) || !Fits(storage, offset, shape, strides))
        {
            throw new PickleException(string.Create(CultureInfo.InvariantCulture, $"a tensor of the shape ({string.Join(", ", shape.Take(MaxDimensions))}) does not lie within its storage of {storage.Count:N0} values"));
        }

        return new TorchView(storage, offset, shape, strides);
    }

    private static bool Fits(TorchStorage storage, long offset, long[] shape, long[] strides)
    {
        var last = (Int128)offset;
        for (var axis = 0; axis < shape.Length; axis++)
        {
            last += (Int128)(shape[axis] - 1) * strides[axis];
        }

        return offset >= 0 && (shape.Contains(0) ? offset <= storage.Count : last < storage.Count);
    }

    private static string Shown(string name) => name.Length <= 100 ? name : name[..100] + "…";
}
