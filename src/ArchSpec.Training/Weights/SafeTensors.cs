using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArchSpec.Spec;
using static TorchSharp.torch;

namespace ArchSpec.Training.Weights;

/// <summary>
/// Reads and writes the safetensors format: 8 bytes with the length of a JSON header, the header with each tensor's type,
/// shape and place, then the values, little-endian. Source: the format's description in the safetensors project.
/// </summary>
public static class SafeTensors
{
    private const long MaxHeader = 100_000_000;

    /// <summary>Writes float32 or float64 tensors and a few words about them.</summary>
    /// <remarks>A file that is there is replaced at once or not at all.</remarks>
    public static void Write(
        string path, IReadOnlyList<(string Name, Tensor Values)> tensors, IReadOnlyDictionary<string, string> about) =>
        AtomicFile.Write(path, file => WriteTo(file, tensors, about));

    /// <summary>As <see cref="Write"/>, to a stream; the values may be of every type that <see cref="Read"/> knows.</summary>
    internal static void WriteTo(Stream file, IReadOnlyList<(string Name, Tensor Values)> tensors, IReadOnlyDictionary<string, string> about)
    {
        WriteHeader(file, tensors, about);
        foreach (var (_, values) in tensors)
        {
            using var plain = values.contiguous();
            file.Write(plain.bytes);
        }
    }

    /// <summary>Reads every tensor of a file.</summary>
    /// <exception cref="WeightsException">The file is missing, damaged, or no safetensors file.</exception>
    public static SafeTensorsFile Read(string path)
    {
        try
        {
            using var file = PlainFile.OpenRead(path);
            return ReadFrom(file, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or InvalidDataException or InvalidOperationException or FormatException or OverflowException or ArgumentException)
        {
            throw new WeightsException($"{path}: {(File.Exists(path) ? $"this is no safetensors file, or it is damaged ({error.Message})" : "there is no such file")}");
        }
    }

    private static void WriteHeader(Stream file, IReadOnlyList<(string Name, Tensor Values)> tensors, IReadOnlyDictionary<string, string> about)
    {
        var header = new JsonObject { ["__metadata__"] = new JsonObject(about.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))) };
        var offset = 0L;
        foreach (var (name, values) in tensors)
        {
            var end = offset + (values.NumberOfElements * values.ElementSize);
            header[name] = new JsonObject
            {
                ["dtype"] = TypeName(values.dtype),
                ["shape"] = new JsonArray([.. values.shape.Select(size => (JsonNode)size)]),
                ["data_offsets"] = new JsonArray(offset, end),
            };
            offset = end;
        }

        var text = JsonSerializer.SerializeToUtf8Bytes(header);
        var padding = (8 - (text.Length % 8)) % 8; // the values begin on a multiple of 8
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length + padding);
        file.Write(length);
        file.Write(text);
        file.Write("       "u8[..padding]);
    }

    /// <summary>As <see cref="Read"/>, from where a file stands to its end.</summary>
    internal static SafeTensorsFile ReadFrom(FileStream file, string path)
    {
        var header = ReadHeader(file, path);
        var start = file.Position;
        var about = header["__metadata__"] is JsonObject words ? words.ToDictionary(pair => pair.Key, pair => (string?)pair.Value ?? "") : [];
        var entries = header.Where(pair => pair.Key != "__metadata__").Select(pair => SafeTensorsEntry.Of(path, pair.Key, pair.Value)).ToList();
        SafeTensorsEntry.CheckPlaces(entries, file.Length - start);
        var budget = new WeightsBudget(file.Length);
        entries.ForEach(entry => budget.TakeTensor(entry.Name, entry.Type, entry.Shape));
        return new SafeTensorsFile(entries.ToDictionary(entry => entry.Name, entry => ReadOne(file, start, entry)), about);
    }

    private static JsonObject ReadHeader(FileStream file, string path)
    {
        Span<byte> prefix = stackalloc byte[8];
        file.ReadExactly(prefix);
        var length = BinaryPrimitives.ReadInt64LittleEndian(prefix);
        if (length is < 2 or > MaxHeader || length > file.Length - file.Position)
        {
            throw new WeightsException(string.Create(CultureInfo.InvariantCulture, $"{path}: this is no safetensors file, or it is damaged (its header would have {length} bytes)"));
        }

        var text = new byte[length];
        file.ReadExactly(text);
        return JsonNode.Parse(text) as JsonObject ?? throw new FormatException("its header is no JSON object");
    }

    private static Tensor ReadOne(FileStream file, long start, SafeTensorsEntry entry)
    {
        var bytes = new byte[entry.Bytes];
        file.Position = start + entry.From;
        file.ReadExactly(bytes);
        return WeightValues.Of(bytes, entry.Type, entry.Shape);
    }

    private static string TypeName(ScalarType type) => type switch
    {
        ScalarType.Float32 => "F32",
        ScalarType.Float64 => "F64",
        ScalarType.Byte => "U8",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "weights are float32 or float64"),
    };
}

/// <summary>What a safetensors file holds.</summary>
/// <param name="Tensors">By name, on the CPU.</param>
/// <param name="About">The few words about them.</param>
public sealed record SafeTensorsFile(IReadOnlyDictionary<string, Tensor> Tensors, IReadOnlyDictionary<string, string> About);
