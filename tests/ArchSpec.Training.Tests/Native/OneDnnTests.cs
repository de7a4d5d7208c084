using ArchSpec.Training.Native;

namespace ArchSpec.Training.Tests.Native;

public sealed class OneDnnTests
{
    public static TheoryData<string> Fine => ["not of x86-64", "Intel", "Intel that hides its caches", "AMD"];

    public static TheoryData<string> Hidden => ["AMD that hides its caches", "AMD with leaf 4 alone"];

    [Theory]
    [MemberData(nameof(Fine))]
    public void A_processor_that_says_its_caches_is_left_alone(string processor)
    {
        var state = OneDnn.Prepare(null, FakeProcessor.Named(processor), () => throw new InvalidOperationException());

        Assert.Equal((OneDnnMeasure.None, "all instructions of the processor"), (state.Measure, state.Message));
    }

    [Theory]
    [MemberData(nameof(Fine))]
    [MemberData(nameof(Hidden))]
    public void What_a_person_says_holds(string processor)
    {
        var state = OneDnn.Prepare("sse41", FakeProcessor.Named(processor), () => throw new InvalidOperationException());

        Assert.Equal((OneDnnMeasure.AsGiven, "as ONEDNN_MAX_CPU_ISA says: sse41"), (state.Measure, state.Message));
    }

    [Theory]
    [MemberData(nameof(Hidden))]
    public void And_is_told_where_it_makes_convolutions_wrong(string processor)
    {
        var state = OneDnn.Prepare("AVX2", FakeProcessor.Named(processor), () => throw new InvalidOperationException());

        Assert.Equal(OneDnnMeasure.AsGiven, state.Measure);
        Assert.StartsWith("as ONEDNN_MAX_CPU_ISA says: AVX2, with which some are wrong: this processor hides its caches", state.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_answers_by_which_it_was_decided_are_kept()
    {
        Assert.Equal([(0u, 0u), (0x8000001D, 0u)], OneDnn.Prepare(null, FakeProcessor.Named("AMD"), () => null).CpuId.Select(answer => (answer.Leaf, answer.Subleaf)));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("DEFAULT", true)]
    [InlineData("AVX512_CORE_BF16", true)]
    [InlineData("AVX512_CORE_AMX", true)]
    [InlineData("avx512_core", false)]
    [InlineData("AVX2", false)]
    [InlineData("SSE41", false)]
    public void Only_newer_instructions_have_bf16(string? given, bool allowed) => Assert.Equal(allowed, OneDnn.AllowsBf16With(given));
}
