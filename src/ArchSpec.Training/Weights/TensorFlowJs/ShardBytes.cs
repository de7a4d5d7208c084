using System.Globalization;
using ArchSpec.Spec;

namespace ArchSpec.Training.Weights.TensorFlowJs;

/// <summary>The bytes of several files, one behind the other.</summary>
internal sealed class ShardBytes(IReadOnlyList<string> files) : IDisposable
{
    private readonly long _all = files.Sum(file => new FileInfo(file).Length);
    private FileStream? _file;
    private int _next;
    private long _taken;

    /// <summary>The next bytes.</summary>
    /// <exception cref="InvalidDataException">There are not so many left.</exception>
    public byte[] Take(long count, string name)
    {
        if (count > _all - _taken || count > Array.MaxLength)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"'{name}' needs {count:N0} bytes, and its files have {_all - _taken:N0} left of {_all:N0}"));
        }

        var bytes = new byte[count];
        for (var at = 0; at < bytes.Length;)
        {
            var length = _file?.Read(bytes, at, bytes.Length - at) ?? 0;
            if (length == 0)
            {
                Open();
            }

            at += length;
        }

        _taken += count;
        return bytes;
    }

    private void Open()
    {
        _file?.Dispose();
        _file = PlainFile.OpenRead(_next < files.Count ? files[_next++] : throw new InvalidDataException("a file became shorter while it was read"));
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();
}
