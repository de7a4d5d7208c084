using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ArchSpec.Graph;
using ArchSpec.Layers;

namespace ArchSpec.Summary;

/// <summary>A model's summary for programs: the numbers as they are, nothing cut, blocks with their layers inside.</summary>
public sealed class SummaryJson
{
    private const int BytesOfValue = 4;

    // Written by hand: a serializer that reflects would cost more time than the whole rest of the command.
    private readonly Utf8JsonWriter _writer;

    private SummaryJson(Utf8JsonWriter writer) => _writer = writer;

    /// <summary>One JSON object, indented.</summary>
    /// <param name="network">The model.</param>
    /// <param name="options">
    /// The name, the layer range and the device's speed are heeded; the rest is about tables.
    /// </param>
    /// <exception cref="SummaryException">The layer range matches nothing.</exception>
    public static string Render(Network network, SummaryOptions? options = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var form = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var writer = new Utf8JsonWriter(buffer, form))
        {
            new SummaryJson(writer).Write(SummaryModel.Of(network), options ?? new());
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void Write(SummaryModel model, SummaryOptions options)
    {
        _writer.WriteStartObject();
        _writer.WriteString("name", options.Name ?? model.Name);
        WriteRows(RowRange.Of(model.Rows, options.LayerRange));
        WriteTotals(model);
        if (options.DeviceFlops is { } speed)
        {
            _writer.WriteNumber("device_flops", speed);
            _writer.WriteNumber("theoretical_inference_seconds", model.Flops / speed);
        }

        _writer.WriteEndObject();
    }

    private void WriteTotals(SummaryModel model)
    {
        var frozen = model.Parameters - model.TrainableParameters;
        _writer.WriteNumber("total_params", model.Parameters);
        _writer.WriteNumber("trainable_params", model.TrainableParameters);
        _writer.WriteNumber("non_trainable_params", frozen);
        _writer.WriteNumber("total_bytes", model.Parameters * BytesOfValue);
        _writer.WriteNumber("trainable_bytes", model.TrainableParameters * BytesOfValue);
        _writer.WriteNumber("non_trainable_bytes", frozen * BytesOfValue);
        _writer.WriteNumber("total_flops", model.Flops);
    }

    private void WriteRows(ImmutableArray<SummaryRow> rows)
    {
        _writer.WriteStartArray("layers");
        foreach (var row in rows)
        {
            WriteRow(row);
        }

        _writer.WriteEndArray();
    }

    private void WriteRow(SummaryRow row)
    {
        _writer.WriteStartObject();
        _writer.WriteString("name", row.Name);
        _writer.WriteString("type", row.Type);
        _writer.WritePropertyName("output_shape");
        _writer.WriteRawValue(row.Outputs.Length == 1 ? Dimensions(row.Outputs[0]) : $"[{string.Join(", ", row.Outputs.Select(Dimensions))}]");
        _writer.WriteNumber("params", row.Parameters);
        _writer.WriteNumber("trainable_params", row.TrainableParameters);
        _writer.WriteNumber("flops", row.Flops);
        WriteInputs(row.Inputs);
        if (!row.Inner.IsEmpty)
        {
            WriteRows(row.Inner);
        }

        _writer.WriteEndObject();
    }

    private void WriteInputs(ImmutableArray<SummaryInput> inputs)
    {
        _writer.WriteStartArray("inputs");
        foreach (var input in inputs)
        {
            _writer.WriteStartObject();
            _writer.WriteString("layer", input.Layer);
            _writer.WriteNumber("call", input.Call);
            _writer.WriteNumber("output", input.Output);
            _writer.WriteEndObject();
        }

        _writer.WriteEndArray();
    }

    // On one line, with the batch first, as in the table.
    private static string Dimensions(Shape shape) =>
        shape.ToKerasString().Replace("None", "null", StringComparison.Ordinal).Replace('(', '[').Replace(')', ']');
}
