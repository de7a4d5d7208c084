using System.Globalization;
using System.Text.Json.Nodes;
using static TorchSharp.torch;

namespace ArchSpec.Training.Weights;

/// <summary>A tensor as the header of a safetensors file describes it.</summary>
/// <param name="Name">Unique in the file.</param>
/// <param name="Type">Of each value.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="From">Where its values begin, counted from the end of the header.</param>
/// <param name="To">Where they end.</param>
internal sealed record SafeTensorsEntry(string Name, ScalarType Type, long[] Shape, long From, long To)
{
    /// <summary>The bytes that its type and shape need.</summary>
    public long Bytes => Shape.Aggregate((long)WeightValues.Size(Type), (product, size) => checked(product * size));

    /// <summary>Reads an entry.</summary>
    /// <exception cref="FormatException">It is not as the format wants it.</exception>
    /// <exception cref="WeightsException">Its type is not one of weights.</exception>
    public static SafeTensorsEntry Of(string path, string name, JsonNode? json)
    {
        if (json is not JsonObject entry || entry["shape"] is not JsonArray shape || entry["data_offsets"] is not JsonArray { Count: 2 } offsets)
        {
            throw new FormatException($"'{name}' has no shape or no data_offsets");
        }

        long[] sizes = [.. shape.Select(size => Number(name, size))];
        return sizes.Any(size => size < 0)
            ? throw new FormatException($"'{name}' has a negative size")
            : new SafeTensorsEntry(name, TypeOf(path, name, (string?)entry["dtype"]), sizes, Number(name, offsets[0]), Number(name, offsets[1]));
    }

    /// <summary>Refuses values that overlap, leave a hole, or are more or less than the file has.</summary>
    /// <exception cref="FormatException">As described.</exception>
    public static void CheckPlaces(IEnumerable<SafeTensorsEntry> entries, long bytes)
    {
        var end = 0L;
        foreach (var entry in entries.OrderBy(entry => entry.From).ThenBy(entry => entry.To))
        {
            if (entry.From != end || entry.To - entry.From != entry.Bytes)
            {
                throw new FormatException($"the values of '{entry.Name}' are not where its header says");
            }

            end = entry.To;
        }

        if (end != bytes)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"its header describes {end:N0} bytes of values, the file has {bytes:N0}"));
        }
    }

    private static long Number(string name, JsonNode? value) => value is JsonValue json && json.TryGetValue<long>(out var number)
        ? number
        : throw new FormatException($"'{name}' has the size or place {value?.ToJsonString() ?? "null"}, which is no whole number");

    private static ScalarType TypeOf(string path, string name, string? type) => type switch
    {
        "F32" => ScalarType.Float32,
        "F64" => ScalarType.Float64,
        "F16" => ScalarType.Float16,
        "BF16" => ScalarType.BFloat16,
        "I64" => ScalarType.Int64,
        "I32" => ScalarType.Int32,
        "I16" => ScalarType.Int16,
        "I8" => ScalarType.Int8,
        "U8" => ScalarType.Byte,
        "BOOL" => ScalarType.Bool,
        null => throw new FormatException($"'{name}' has no dtype"),
        _ => throw new WeightsException($"{path}: '{name}' has values of type {type}; F16, BF16, F32, F64, BOOL, U8 and I8 to I64 can be read"),
    };
}
