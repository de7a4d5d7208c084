using System.Text;
using ArchSpec.Training.Data;

namespace ArchSpec.Training.Tests.Data;

public sealed class CheckedPixelsTests
{
    // The check value of CRC-32C, and RFC 3720, B.4.
    [Fact]
    public void The_sum_is_CRC_32C()
    {
        Assert.Equal(0xE3069283u, CheckedPixels.Sum(Encoding.ASCII.GetBytes("123456789")));
        Assert.Equal(0x8A9136AAu, CheckedPixels.Sum(new byte[32]));
        Assert.Equal(0u, CheckedPixels.Sum([]));
    }
}
