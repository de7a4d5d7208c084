using System.Security.Cryptography;
using System.Text;

namespace SyntheticRice;

/// <summary>
/// Random numbers for one picture, from the seed, the variety and the picture's number alone: a picture is the same however
/// many are drawn. The generator is SplitMix64, which is the same in every version of .NET.
/// </summary>
internal sealed class GrainRandom(long seed, string variety, int number)
{
    private ulong _state = BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed} {variety} {number}")));

    /// <summary>From <paramref name="least"/> to <paramref name="most"/>, each as likely.</summary>
    internal float Between(float least, float most) => least + ((most - least) * ((Next() >> 40) / (float)(1 << 24)));

    /// <summary>Around 1: the mean of three draws, so that most are near.</summary>
    internal float Near1(float spread) =>
        1 + (spread * (Between(-1, 1) + Between(-1, 1) + Between(-1, 1)) / 1.5f);

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
