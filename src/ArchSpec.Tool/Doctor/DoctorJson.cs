using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ArchSpec.Tool.Doctor;

/// <summary>The report for programs.</summary>
internal static class DoctorJson
{
    /// <summary>One JSON object, indented.</summary>
    public static string Write(DoctorReport report) => JsonSerializer.Serialize(report, DoctorJsonContext.Readable.DoctorReport);

    /// <summary>The name of an enum's value, as JSON has it.</summary>
    public static string Camel<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

/// <summary>Serialisation that is compiled, not reflected on.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(DoctorReport))]
internal sealed partial class DoctorJsonContext : JsonSerializerContext
{
    /// <summary>Leaves signs such as ' as they are: the output is for a terminal, not for a web page.</summary>
    public static DoctorJsonContext Readable =>
        new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
