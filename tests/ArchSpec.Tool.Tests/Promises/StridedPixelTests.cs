using ArchSpec.Tool.Tests.Commands;

namespace ArchSpec.Tool.Tests.Promises;

/// <summary>
/// A convolution of 1 × 1 that steps over pixels of few channels: oneDNN's gradient of its kernel writes beyond its memory, which ended
/// <c>train</c> with a segmentation fault on every processor with AVX2 (see ImageConvolution). Seen on an Intel Sapphire Rapids.
/// </summary>
public sealed class StridedPixelTests : IDisposable
{
    private readonly RiceSample _rice = new();

    public void Dispose() => _rice.Dispose();

    [Fact]
    public async Task Training_ends()
    {
        _rice.Write("small.yaml", """
            archspec: 1
            input: [64, 64, 3]
            layers:
              - Conv2D: { filters: 16, kernel_size: 1, strides: 2, activation: relu }
              - MaxPooling2D
              - Conv2D: { filters: 16, kernel_size: 3, padding: same, activation: relu }
              - GlobalAveragePooling2D
              - Dense: { units: 5, activation: softmax }
            training: { batch_size: 16 }
            """);
        using var tool = RunningTool.Start(_rice.In(), _rice.Arguments("train", "--epochs", "3", "--no-report", "--run-dir", _rice.In("run")));

        var (code, _, error) = await tool.EndAsync();

        Assert.Equal((ExitCodes.Ok, ""), (code, error));
        Assert.True(File.Exists(_rice.In("run", "best.safetensors")));
    }
}
