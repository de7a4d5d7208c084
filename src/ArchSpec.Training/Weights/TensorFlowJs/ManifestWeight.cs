using System.Text.Json;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Training.Weights.TensorFlowJs;

/// <summary>A weight as a manifest has it; its values may be kept as whole numbers q that stand for q · scale + min.</summary>
internal sealed record ManifestWeight(string Name, long[] Shape, ScalarType Type, double Scale, double Least)
{
    /// <summary>How many bytes its values take.</summary>
    public long Bytes => checked(WeightValues.Count(Shape) is { } count ? count * WeightValues.Size(Type) : throw new InvalidDataException($"'{Name}' would have the shape ({string.Join(", ", Shape)})"));

    /// <summary>Whether it is what a random layer keeps of its seed.</summary>
    public bool IsSeed => Name.Contains("seed_generator", StringComparison.Ordinal);

    /// <summary>Reads an entry.</summary>
    public static ManifestWeight Of(JsonElement json)
    {
        var name = json.GetProperty("name").GetString() ?? "";
        long[] shape = [.. json.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
        var isPacked = json.TryGetProperty("quantization", out var quantization);
        var type = (isPacked ? quantization : json).GetProperty("dtype").GetString();
        return new ManifestWeight(name, shape, TypeOf(type, name, isPacked), Number(quantization, "scale", 1), Number(quantization, "min", 0));
    }

    /// <summary>The values of its bytes.</summary>
    public Tensor ToTensor(byte[] bytes)
    {
        var values = WeightValues.Of(Type == ScalarType.Int16 ? Widened(bytes) : bytes, Type == ScalarType.Int16 ? ScalarType.Int32 : Type, Shape);
        return Scale == 1 && Least == 0 ? values : values.to(ScalarType.Float64).Times(Scale).Plus(Least).to(ScalarType.Float32);
    }

    // libtorch has no whole numbers of 16 bits without a sign.
    private static byte[] Widened(byte[] bytes)
    {
        var wide = new byte[bytes.Length * 2];
        for (var at = 0; at < bytes.Length; at++)
        {
            wide[(at / 2 * 4) + (at % 2)] = bytes[at];
        }

        return wide;
    }

    private static ScalarType TypeOf(string? type, string name, bool isPacked) => (type, isPacked) switch
    {
        ("float32", _) => ScalarType.Float32,
        ("float16", true) => ScalarType.Float16,
        ("uint8", true) => ScalarType.Byte,
        ("uint16", true) => ScalarType.Int16,
        ("int32" or "uint32", false) => ScalarType.Int32,
        ("bool", false) => ScalarType.Bool,
        _ => throw new InvalidDataException($"'{name}' has values of the type '{type}', which are no weights"),
    };

    private static double Number(JsonElement quantization, string name, double otherwise) =>
        quantization.ValueKind == JsonValueKind.Object && quantization.TryGetProperty(name, out var value) ? value.GetDouble() : otherwise;
}
