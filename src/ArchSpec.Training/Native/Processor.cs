using System.Buffers.Binary;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace ArchSpec.Training.Native;

/// <summary>What an x86-64 processor says of its maker and its caches.</summary>
/// <param name="ask">CPUID: answers a leaf and a subleaf.</param>
/// <param name="logicalProcessors">How many the system has.</param>
internal sealed class Processor(Func<uint, uint, CpuIdAnswer> ask, int logicalProcessors)
{
    private const uint Kilobyte = 1024;
    private const uint AmdCaches = 0x8000001D;
    private const uint AmdL1 = 0x80000005;
    private const uint AmdL2 = 0x80000006;

    private readonly List<CpuIdAnswer> _answers = [];

    /// <summary>The one that this process runs on; null where it is not of x86-64.</summary>
    public static Processor? Own => X86Base.IsSupported ? new Processor(Ask, Environment.ProcessorCount) : null;

    /// <summary>What it was asked so far, and what it said.</summary>
    public IReadOnlyList<CpuIdAnswer> Answers => _answers;

    /// <summary>Whether AMD made it, as oneDNN finds out.</summary>
    public bool IsAmd => Vendor() == "AuthenticAMD";

    /// <summary>
    /// A core's share of the first level in bytes, as oneDNN 3.7 computes it on AMD's processors (xbyak's <c>setCacheHierarchy</c>): from leaf
    /// 8000001D alone. Where that is empty, as in some virtual machines, it comes to 1.
    /// </summary>
    public uint L1ForOneDnn()
    {
        var cache = Answer(AmdCaches, 0);
        var bytes = (Bits(cache.Ebx, 22, 31) + 1) * (Bits(cache.Ebx, 12, 21) + 1) * (Bits(cache.Ebx, 0, 11) + 1) * (cache.Ecx + 1);
        var shares = Math.Min(Bits(cache.Eax, 14, 25) + 1, (uint)logicalProcessors);
        return bytes / shares;
    }

    /// <summary>The caches as AMD's older leaves say them, which virtual machines show where they hide the newer one.</summary>
    /// <remarks>AMD64 Architecture Programmer's Manual 3, appendix E. Of the third level they say the whole; a core of a Zen has 2 MB or more.</remarks>
    public CacheSizes AmdCacheSizes()
    {
        var first = Bits(Answer(AmdL1, 0).Ecx, 24, 31) * Kilobyte;
        var second = Bits(Answer(AmdL2, 0).Ecx, 16, 31) * Kilobyte;

        // Where these are empty too: what oneDNN takes for a processor that it knows nothing of.
        return new CacheSizes(first == 0 ? 32 * Kilobyte : first, second == 0 ? 512 * Kilobyte : second, 2048 * Kilobyte);
    }

    // "Auth", "enti", "cAMD" are in EBX, EDX, ECX.
    private string Vendor()
    {
        var answer = Answer(0, 0);
        Span<byte> letters = stackalloc byte[12];
        BinaryPrimitives.WriteUInt32LittleEndian(letters, answer.Ebx);
        BinaryPrimitives.WriteUInt32LittleEndian(letters[4..], answer.Edx);
        BinaryPrimitives.WriteUInt32LittleEndian(letters[8..], answer.Ecx);
        return Encoding.ASCII.GetString(letters);
    }

    private CpuIdAnswer Answer(uint leaf, uint subleaf)
    {
        var answer = ask(leaf, subleaf);
        _answers.Add(answer);
        return answer;
    }

    private static uint Bits(uint register, int first, int last) => (register >> first) & ((1u << (last - first + 1)) - 1);

    private static CpuIdAnswer Ask(uint leaf, uint subleaf)
    {
        var (eax, ebx, ecx, edx) = X86Base.CpuId(unchecked((int)leaf), unchecked((int)subleaf));
        return unchecked(new CpuIdAnswer(leaf, subleaf, (uint)eax, (uint)ebx, (uint)ecx, (uint)edx));
    }
}
