using ArchSpec.Training.Data;

namespace ArchSpec.Training.Tests.Data;

public class BilinearResizeTests
{
    [Theory]
    [InlineData(250, 250, 224, 224)]
    [InlineData(7, 5, 32, 19)]
    [InlineData(1, 1, 3, 3)]
    [InlineData(31, 64, 1, 2)]
    [InlineData(8, 8, 8, 8)]
    public void Results_are_within_1_of_the_formula(int height, int width, int newHeight, int newWidth)
    {
        var random = new SplitMix64(1);
        var source = Enumerable.Range(0, height * width * 4).Select(_ => (byte)random.Next()).ToArray();
        var target = new byte[newHeight * newWidth * 4];

        BilinearResize.Rgba(source, height, width, target, newHeight, newWidth);

        // The fourth byte of a pixel is not used.
        for (var i = 0; i < target.Length; i += i % 4 == 2 ? 2 : 1)
        {
            var exact = Exact(source, height, width, i / 4 / newWidth, i / 4 % newWidth, i % 4, newHeight, newWidth);
            Assert.InRange(target[i] - exact, -1.5, 1.5);
        }
    }

    // tf.image.resize(bilinear, antialias=False): half-pixel centres, edges repeated.
    private static double Exact(byte[] source, int height, int width, int y, int x, int channel, int newHeight, int newWidth)
    {
        var (top, down) = Between(y, height, newHeight);
        var (left, right) = Between(x, width, newWidth);
        double At(int row, int column) =>
            source[(((Math.Min(row, height - 1) * width) + Math.Min(column, width - 1)) * 4) + channel];
        var upper = (At(top, left) * (1 - right)) + (At(top, left + 1) * right);
        var lower = (At(top + 1, left) * (1 - right)) + (At(top + 1, left + 1) * right);
        return (upper * (1 - down)) + (lower * down);
    }

    private static (int First, double Weight) Between(int i, int length, int newLength)
    {
        var centre = Math.Max(0, ((i + 0.5) * length / newLength) - 0.5);
        return ((int)centre, centre - (int)centre);
    }
}
