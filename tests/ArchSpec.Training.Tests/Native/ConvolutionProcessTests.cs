using System.Runtime.Intrinsics.X86;
using ArchSpec.Testing;
using ArchSpec.Training.Native;

namespace ArchSpec.Training.Tests.Native;

/// <summary>
/// oneDNN's two faults, by their causes. Strided windows of one pixel: without <c>ImageConvolution</c>'s detour the first test ends on an Intel
/// Sapphire Rapids with a segmentation fault at its AVX-512, and with wrong numbers or not at all at AVX2. Hidden caches: on any processor
/// with AVX2, since what an AMD has there is put in its place.
/// </summary>
public sealed class ConvolutionProcessTests : IDisposable
{
    // The windows of one pixel that write beyond oneDNN's workspace, on AVX-512 and AVX2; sequences, depthwise and transposed ones beside them.
    private static readonly string[] Strided =
    [
        "n3 c3 o16 12x12 k1 s2 p0 d1 g1 nhwc", "n3 c6 o12 28x28 k1 s2 p0 d1 g1 nhwc bias", "n3 c12 o16 12x12 k1 s2 p0 d1 g1 nhwc",
        "n16 c3 o32 56x56 k1 s2 p0 d1 g1 nhwc bias", "n3 c4 o16 12x12 k1 s3x2 p0 d1 g1 nhwc", "n3 c5 o16 1x24 k1 s1x2 p0 d1 g1 nhwc",
        "n3 c1 o8 12x12 k1 s2 p0 d1 g1 nhwc", "n3 c4 o8 12x12 k1 s2 p0 d1 g4 nhwc", "n3 c3 o16 12x12 k1 s2 p0 d1 g1 nhwc transposed",
        "n3 c17 o16 12x12 k1 s2 p0 d1 g1 nhwc", "n3 c64 o32 14x14 k1 s2 p0 d1 g1 nhwc",
    ];

    // Those that caches of 1 byte make wrong, or end with a division by 0.
    private static readonly string[] OfHiddenCaches =
    [
        "n2 c17 o33 8x8 k3 s1 p1 d1 g1 nhwc", "n2 c17 o33 8x8 k3 s1 p1 d1 g1 nchw", "n2 c1 o1 8x8 k3 s1 p1 d1 g1 nhwc",
        "n2 c3 o8 8x8 k3 s1 p1 d1 g1 nchw", "n2 c4 o8 8x8 k3 s1 p1 d1 g4 nhwc", "n2 c16 o48 8x8 k3 s1 p1 d1 g16 nhwc",
        "n2 c96 o24 8x8 k3 s1 p1 d1 g1 nchw", "n4 c1024 o512 14x14 k1 s2 p0 d1 g1 nhwc", "n4 c2048 o512 7x7 k1 s1 p0 d1 g1 nhwc",
    ];

    private readonly TempFolder _folder = new();

    public static TheoryData<string?> Instructions => ["SSE41", "AVX2", "AVX512_CORE", null];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Instructions))]
    public void Windows_of_one_pixel_that_step_are_right_again_and_again(string? instructions)
    {
        AssertRight(ConvolutionProcess.Run(instructions, null, ["these", "20", .. Strided]), 20 * Strided.Length);
    }

    [Theory]
    [MemberData(nameof(Instructions))]
    public void Random_convolutions_are_right(string? instructions)
    {
        AssertRight(ConvolutionProcess.Run(instructions, null, "random", "2", "250"), 250);
    }

    [SkippableTheory]
    [MemberData(nameof(Instructions))]
    public void Nothing_is_written_or_read_beyond_its_memory(string? instructions)
    {
        Skip.IfNot(NativeTools.HasGcc, "gcc is not here");
        var guard = _folder.In("guard.so");
        NativeTools.Compile(Path.Combine(RepositoryRoot.Path, "tests", "ArchSpec.Convolutions", "guard.c"), guard);

        AssertRight(ConvolutionProcess.Run(instructions, guard, ["these", "2", .. Strided]), 2 * Strided.Length);
        AssertRight(ConvolutionProcess.Run(instructions, guard, "random", "3", "100"), 100);
    }

    [SkippableFact]
    public void The_guard_sees_what_is_written_behind_a_block()
    {
        Skip.IfNot(NativeTools.HasGcc, "gcc is not here");
        var (guard, careless) = (_folder.In("guard.so"), _folder.In("careless.so"));
        NativeTools.Compile(Path.Combine(RepositoryRoot.Path, "tests", "ArchSpec.Convolutions", "guard.c"), guard);
        NativeTools.Compile(
            _folder.Write("careless.c", "#include <stdlib.h>\n__attribute__((constructor)) static void go(void) { void *p; if (!posix_memalign(&p, 64, 100)) { ((volatile char *)p)[100] = 1; free(p); } }\n"),
            careless);

        // What is named last is begun first.
        var process = ConvolutionProcess.Run(null, $"{careless}:{guard}", "these", "1", Strided[0]);

        Assert.True(process.ExitCode == 128 + 6, process.End);
        Assert.Contains("guard: a block of 100 bytes was written behind its end", process.Error, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("AVX2")]
    [InlineData("DEFAULT")]
    public void Hidden_caches_make_convolutions_wrong_where_nothing_is_done(string instructions)
    {
        SkipWithoutKnownBuild();
        Skip.IfNot(Avx2.IsSupported);

        var process = ConvolutionProcess.Run(instructions, null, ["--hidden", "these", "5", .. OfHiddenCaches]);

        Assert.True(process.ExitCode != 0, process.End);
        Assert.Contains(process.Lines, line => line.StartsWith("WRONG", StringComparison.Ordinal));
    }

    [SkippableTheory]
    [InlineData("AVX2")]
    [InlineData("DEFAULT")]
    public void Hidden_caches_that_were_written_make_none_wrong(string instructions)
    {
        SkipWithoutKnownBuild();

        var process = ConvolutionProcess.Run(instructions, null, ["--mended", "these", "5", .. OfHiddenCaches]);

        AssertRight(process, 5 * OfHiddenCaches.Length);
        Assert.StartsWith("CachesWritten: all instructions of the processor: this processor hides its caches", process.Lines[0], StringComparison.Ordinal);
        AssertRight(ConvolutionProcess.Run(instructions, null, "--mended", "random", "4", "200"), 200);
    }

    [SkippableFact]
    public void A_build_that_is_not_known_is_kept_to_SSE()
    {
        SkipWithoutKnownBuild();

        var process = ConvolutionProcess.Run(null, null, ["--unknown", "these", "5", .. OfHiddenCaches]);

        AssertRight(process, 5 * OfHiddenCaches.Length);
        Assert.StartsWith("Limited: SSE41 at most: this processor hides its caches", process.Lines[0], StringComparison.Ordinal);
    }

    private static void AssertRight(ConvolutionProcess process, int count)
    {
        Assert.True(process.ExitCode == 0, process.End);
        Assert.Equal($"{count} right, 0 wrong", process.Lines[^1]);
    }

    private static void SkipWithoutKnownBuild()
    {
        var core = Path.Combine(LibTorch.Load().Directory, LibTorchFiles.Core);
        Skip.If(OneDnnCaches.Find(core, System.Runtime.InteropServices.NativeLibrary.Load(core)) is null, "the places in this libtorch are not known");
    }
}
