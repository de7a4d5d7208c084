using System.Globalization;

namespace ArchSpec.Training.Weights;

/// <summary>
/// What may be made of one weights file, over all of its tensors: a small file that says a lot of itself is no file of weights, and must not
/// take the machine's memory or time. Trained numbers can hardly be packed, and one that shares its values is counted once.
/// </summary>
/// <param name="fileBytes">The size of the file, as it lies on the disk.</param>
internal sealed class WeightsBudget(long fileBytes)
{
    private const long Free = 64L << 20;
    private const long MaxRatio = 32; // mostly zeros, at the level of gzip that people use
    private const long Most = 64L << 30;
    private const int MaxTensors = 20_000; // the largest published networks have some thousands

    private long _bytes;
    private int _tensors;

    private long Limit => Math.Min(Most, Math.Max(Free, fileBytes > Most ? Most : fileBytes * MaxRatio));

    /// <summary>Counts bytes that are about to be made.</summary>
    /// <exception cref="InvalidDataException">With them there would be too many.</exception>
    public void Take(string name, long bytes)
    {
        if (bytes > Limit - _bytes)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture, $"with '{name}' its values would take {(Int128)_bytes + bytes:N0} bytes, which is too much for a file of {fileBytes:N0}: at most {Limit:N0} are read"));
        }

        _bytes += bytes;
    }

    /// <summary>Counts a tensor that is about to be made, as wide as <see cref="WeightValues.Widen"/> makes it.</summary>
    /// <exception cref="InvalidDataException">With it there would be too much.</exception>
    public void TakeTensor(string name, TorchSharp.torch.ScalarType type, IReadOnlyCollection<long> shape)
    {
        if (++_tensors > MaxTensors)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"it has more than {MaxTensors:N0} tensors"));
        }

        var (count, size) = (WeightValues.Count(shape), WeightValues.Size(type));
        if (count is null || count > Array.MaxLength / size)
        {
            throw new InvalidDataException($"'{name}' would have the shape ({string.Join(", ", shape)}), which is more than is read");
        }

        Take(name, count.Value * Math.Max(size, WeightValues.WidenedSize(type)));
    }
}
