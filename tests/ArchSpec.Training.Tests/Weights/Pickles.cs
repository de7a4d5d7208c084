using System.IO.Compression;
using System.Text;

namespace ArchSpec.Training.Tests.Weights;

/// <summary>Writes zips as PyTorch does, with pickles that a test spells out.</summary>
internal static class Pickles
{
    /// <summary>A zip with <c>archive/data.pkl</c> and other entries.</summary>
    public static byte[] Zip(byte[] pickle, params (string Name, byte[] Bytes)[] others)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in others.Prepend(("archive/data.pkl", pickle)))
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>A pickle of protocol 2: texts are taken letter by letter, and bytes are put in as they are.</summary>
    public static byte[] Of(params object[] parts) =>
        [0x80, 2, .. parts.SelectMany(part => part is string text ? Encoding.Latin1.GetBytes(text) : (byte[])part), (byte)'.'];

    /// <summary>A text, as BINUNICODE.</summary>
    public static byte[] Text(string text) => [(byte)'X', .. BitConverter.GetBytes(Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)];

    /// <summary>A number, as LONG1.</summary>
    public static byte[] Number(long number) => [0x8a, 8, .. BitConverter.GetBytes(number)];

    /// <summary>A state dictionary of one tensor <c>w</c>, with a storage of a number of values.</summary>
    public static byte[] Tensor(long stored, long offset, long[] shape, long[] strides, string storage = "FloatStorage", string key = "0") => Of(
        "}", Text("w"), "ctorch._utils\n_rebuild_tensor_v2\n((", Text("storage"), $"ctorch\n{storage}\n", Text(key), Text("cpu"), Number(stored), "tQ",
        Number(offset), Tuple(shape), Tuple(strides), new byte[] { 0x89 }, "ccollections\nOrderedDict\n)RtRs");

    private static byte[] Tuple(long[] numbers) => [(byte)'(', .. numbers.SelectMany(Number), (byte)'t'];
}
