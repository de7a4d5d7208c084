using ArchSpec.Core.Tests.Oracle;
using ArchSpec.Summary;
using Xunit.Abstractions;

namespace ArchSpec.Core.Tests.Summary;

public class ReadableSizeTests(ITestOutputHelper output)
{
    [Fact]
    public void Bytes_are_printed_as_Keras_prints_them()
    {
        var pairs = OracleFile.Json("formats", "readable_memory_size.json").EnumerateArray().ToList();

        output.WriteLine($"formats: {pairs.Count(pair => pair[1].GetString() == ReadableSize.Bytes(pair[0].GetDouble()))} of {pairs.Count}");
        Assert.True(pairs.Count > 1000);
        Assert.All(pairs, pair => Assert.Equal(pair[1].GetString(), ReadableSize.Bytes(pair[0].GetDouble())));
    }

    [Theory]
    [InlineData(0, "0 FLOPs")]
    [InlineData(999, "999 FLOPs")]
    [InlineData(1_234_567, "1.23 MFLOPs")]
    [InlineData(1_037_239_552, "1.04 GFLOPs")]
    [InlineData(long.MaxValue, "9.22 EFLOPs")]
    public void Operations(long flops, string expected) => Assert.Equal(expected, ReadableSize.Flops(flops));

    [Theory]
    [InlineData(0, "0.00 s")]
    [InlineData(75.5, "75.50 s")]
    [InlineData(0.001037239552, "1.04 ms")]
    [InlineData(0.0000005, "500.00 ns")]
    [InlineData(1e-15, "0.00 ns")]
    public void Times(double seconds, string expected) => Assert.Equal(expected, ReadableSize.Time(seconds));
}
