using System.Buffers.Binary;
using System.Text;
using ArchSpec.Testing;
using ArchSpec.Training.Weights;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Weights;

/// <summary>Which format a file is taken for.</summary>
public sealed class WeightsFileTests : IDisposable
{
    private const string Header = """{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""";

    private readonly TempFolder _folder = new();
    private readonly TorchSharp.DisposeScope _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_header_of_any_length_is_one_of_safetensors()
    {
        for (var length = 8; length <= 2048; length++)
        {
            var path = Written(length, length < Header.Length ? "{}" : Header);

            var file = WeightsFile.Read(path);

            Assert.Equal((length, "safetensors", length < Header.Length ? 0 : 1), (length, file.Format, file.Entries.Count));
        }
    }

    [Fact]
    public void A_pickle_without_a_zip_is_still_named()
    {
        var path = _folder.In("old.pth");
        File.WriteAllBytes(path, [0x80, 2, (byte)'}', (byte)'q', 0, (byte)'.', .. new byte[20]]);

        Assert.Contains("this is a pickle without the zip around it", Assert.Throws<WeightsException>(() => WeightsFile.Read(path)).Message, StringComparison.Ordinal);
    }

    private string Written(int length, string header)
    {
        var path = _folder.In("a.safetensors");
        var bytes = new byte[8 + length + (header == Header ? sizeof(float) : 0)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, length);
        Encoding.UTF8.GetBytes(header.PadRight(length), bytes.AsSpan(8));
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
