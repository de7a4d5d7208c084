using ArchSpec.Tool.Tests.Commands;

namespace ArchSpec.Tool.Tests.Promises;

/// <summary>
/// Out of memory has its own exit code and says what helps. What is asked for here is more than a process can address (2^47 bytes),
/// so that no machine grants it, and none is brought into trouble.
/// </summary>
public sealed class OutOfMemoryTests(RiceSample rice) : IClassFixture<RiceSample>
{
    private const string Huge = "[{ UpSampling2D: 110000 }, GlobalAveragePooling2D, { Dense: { units: 5, activation: softmax } }]";

    [Theory]
    [InlineData(8, "try --batch-size 4, with --accumulate 2 where the results are to be the same as before")]
    [InlineData(5, "try --batch-size 2, with --accumulate 2 where the results are to be the same as before")]
    public void A_step_that_needs_more_than_there_is_ends_with_3_and_a_hint(int batchSize, string hint)
    {
        var folder = rice.In($"huge-{batchSize}");
        var (code, output, error) = Train(Huge, "--batch-size", $"{batchSize}", "--run-dir", folder);

        Assert.Equal(ExitCodes.OutOfMemory, code);
        Assert.Equal($"error: out of memory on cpu at batch size {batchSize}: {hint}", error.Trim());
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.Contains("out of memory on cpu", File.ReadAllText(Path.Combine(folder, "run.json")), StringComparison.Ordinal);
    }

    private (int ExitCode, string Out, string Error) Train(string layers, params string[] others)
    {
        var spec = rice.Write($"{Guid.NewGuid():N}.yaml", $"archspec: 1\nname: huge\ninput: [16, 16, 3]\nlayers: {layers}\n");
        return Tests.TestConsole.Run(["train", spec, "--data", rice.Data, "--cache-dir", rice.In("cache"), "--device", "cpu", "--no-report", .. others]);
    }
}
