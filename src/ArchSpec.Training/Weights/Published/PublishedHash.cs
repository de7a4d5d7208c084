using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using ArchSpec.Spec;

namespace ArchSpec.Training.Weights.Published;

/// <summary>Compares a file with what is known of a published one.</summary>
internal static class PublishedHash
{
    /// <summary>What is wrong, or null.</summary>
    public static string? Problem(PublishedWeights set, string path)
    {
        var bytes = new FileInfo(path).Length;
        if (set.Bytes is { } expected && bytes != expected)
        {
            return string.Create(CultureInfo.InvariantCulture, $"it has {bytes:N0} bytes and not {expected:N0}");
        }

        return Differs("SHA-256", set.Sha256, path, Sha256) ?? Differs("MD5", set.Md5, path, Md5);
    }

    /// <summary>In hexadecimal digits.</summary>
    public static string Sha256(string path)
    {
        using var file = PlainFile.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    [SuppressMessage("Security", "CA5351", Justification = "MD5 is what Keras publishes; the SHA-256 of what was accepted is kept besides.")]
    private static string Md5(string path)
    {
        using var file = PlainFile.OpenRead(path);
        return Convert.ToHexStringLower(MD5.HashData(file));
    }

    private static string? Differs(string kind, string? expected, string path, Func<string, string> hash) =>
        expected is not null && hash(path) is var found && found != expected ? $"its {kind} is {found} and not {expected}" : null;
}
