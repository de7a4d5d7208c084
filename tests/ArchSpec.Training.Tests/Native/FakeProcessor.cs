using ArchSpec.Training.Native;

namespace ArchSpec.Training.Tests.Native;

/// <summary>Processors that are not here.</summary>
internal static class FakeProcessor
{
    private static readonly CpuIdAnswer Amd = new(0, 0, 0xd, 0x68747541, 0x444d4163, 0x69746e65);
    private static readonly CpuIdAnswer Intel = new(0, 0, 0x20, 0x756e6547, 0x6c65746e, 0x49656e69);

    // 48 KB, a line of 64 bytes, 12 ways.
    private static readonly CpuIdAnswer IntelCache = new(4, 0, 0x04004121, 0x02c0003f, 0x0000003f, 0);

    /// <summary>Those by name.</summary>
    public static Processor? Named(string name) => name switch
    {
        "Intel" => new(Answering(Intel, IntelCache), 2),
        "Intel that hides its caches" => new(Answering(Intel), 2),
        "AMD" => new(Answering(Amd, new CpuIdAnswer(0x8000001D, 0, 0x00004121, 0x01c0003f, 0x0000003f, 0)), 2),
        "AMD that hides its caches" => new(Answering(Amd), 2),
        "AMD with leaf 4 alone" => new(Answering(Amd, IntelCache), 2), // where oneDNN does not look
        _ => null,
    };

    /// <summary>Zeros to what is not named.</summary>
    public static Func<uint, uint, CpuIdAnswer> Answering(params CpuIdAnswer[] answers) => (leaf, subleaf) =>
        answers.FirstOrDefault(answer => answer.Leaf == leaf && answer.Subleaf == subleaf) ?? new CpuIdAnswer(leaf, subleaf, 0, 0, 0, 0);
}
