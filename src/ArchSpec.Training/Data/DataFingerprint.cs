using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ArchSpec.Training.Data;

/// <summary>Tells whether two runs saw the same data set, wherever it lay and however it was split.</summary>
public static class DataFingerprint
{
    /// <summary>
    /// SHA-256, in 64 hexadecimal digits, of the class names and of each file's name and size, a line for each. Times and
    /// places do not count, and neither do the pixels: they are not read.
    /// </summary>
    /// <param name="classNames">In their order.</param>
    /// <param name="files">Names and sizes in any order.</param>
    public static string Of(IEnumerable<string> classNames, IEnumerable<(string Name, long Size)> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var lines = classNames.Select(name => $"class {name}")
            .Concat(files.OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Size} {file.Name}")));
        foreach (var line in lines)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
