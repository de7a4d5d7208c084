using System.Security.Cryptography;
using System.Text;
using ArchSpec.Tool.Tests.Commands;

namespace ArchSpec.Tool.Tests.Promises;

/// <summary>A checkpoint that is not what the run wrote is one clear error, and nothing of the run is changed.</summary>
public sealed class DamagedCheckpointTests : IDisposable
{
    private readonly RiceSample _rice = new();

    public DamagedCheckpointTests() => Assert.Equal(ExitCodes.Ok, _rice.Run("train", "--epochs", "2", "--no-report", "--run-dir", Folder).ExitCode);

    private string Folder => _rice.In("run");

    private string Checkpoint => _rice.In("run", "checkpoint.bin");

    public void Dispose() => _rice.Dispose();

    [Theory]
    [InlineData("line", 3, "this is no checkpoint of ArchSpec")]
    [InlineData("hash", 30, "this checkpoint is damaged")]
    [InlineData("length of the header", 55, "this checkpoint is damaged")]
    [InlineData("state", 300, "this checkpoint is damaged")]
    [InlineData("tensors", -5000, "this checkpoint is damaged")]
    [InlineData("last byte", -1, "this checkpoint is damaged")]
    public void A_byte_that_is_another_is_refused(string region, int place, string expected)
    {
        var bytes = File.ReadAllBytes(Checkpoint);
        bytes[place < 0 ? bytes.Length + place : place] ^= 1;
        File.WriteAllBytes(Checkpoint, bytes);

        AssertRefused($"{Checkpoint}: {expected}", region);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(54)]
    [InlineData(60)]
    [InlineData(5000)]
    public void A_file_that_is_cut_is_refused(int length)
    {
        File.WriteAllBytes(Checkpoint, File.ReadAllBytes(Checkpoint)[..length]);

        AssertRefused($"{Checkpoint}: this ", $"{length} bytes");
    }

    [Fact]
    public void That_of_another_run_of_the_model_is_refused()
    {
        Assert.Equal(ExitCodes.Ok, _rice.Run("train", "--epochs", "2", "--no-report", "--run-dir", _rice.In("other")).ExitCode);
        File.Copy(_rice.In("other", "checkpoint.bin"), Checkpoint, overwrite: true);

        AssertRefused($"{Checkpoint}: this checkpoint is of another run: ", "another run");
    }

    [Theory]
    [InlineData("filters: 4", "filters: 6", "these weights are not for 'small'")]
    [InlineData("Adam", "RMSprop", "this checkpoint is not of this model and optimizer")]
    [InlineData("Conv2D: { filters: 4, kernel_size: 3, activation: relu }\n    inputs: [input_layer]", "Dropout: { rate: 0.1, seed: 3 }\n  - Conv2D: { filters: 4, kernel_size: 3, activation: relu }", "this checkpoint is not of this model and optimizer")]
    public void A_spec_that_was_changed_is_refused(string from, string to, string expected)
    {
        var spec = _rice.In("run", "spec.yaml");
        var text = File.ReadAllText(spec);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(spec, text.Replace(from, to, StringComparison.Ordinal));

        AssertRefused("", to, expected);
    }

    [Fact]
    public void A_spec_with_other_classes_is_refused_at_the_layer()
    {
        var spec = _rice.In("run", "spec.yaml");
        File.WriteAllText(spec, File.ReadAllText(spec).Replace("units: 5", "units: 7", StringComparison.Ordinal));

        AssertRefused("", "units: 7", "with 7 outputs", spec);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"run_id\":null,\"seed\":0,\"history\":[]}")]
    public void A_state_that_is_none_is_refused_though_the_checksum_is_right(string state)
    {
        var header = Encoding.UTF8.GetBytes("{\"__metadata__\":{\"state\":" + System.Text.Json.JsonSerializer.Serialize(state) + "}}");
        byte[] content = [.. BitConverter.GetBytes((long)header.Length), .. header];
        File.WriteAllBytes(Checkpoint, [.. Encoding.ASCII.GetBytes("ArchSpec checkpoint 1\n"), .. SHA256.HashData(content), .. content]);

        AssertRefused($"{Checkpoint}: this checkpoint cannot be read", state);
    }

    [Fact]
    public void One_that_is_missing_is_refused()
    {
        File.Delete(Checkpoint);

        AssertRefused($"the run in '{Folder}' has no checkpoint.bin", "missing");
    }

    private void AssertRefused(string start, string what, string within = "", string place = "error: ")
    {
        var before = RunFiles.Contents(Folder);

        var (code, output, error) = Tests.TestConsole.Run("train", "--resume", Folder, "--epochs", "4", "--cache-dir", _rice.In("cache"), "--device", "cpu");

        Assert.True(code == ExitCodes.Failed, $"{what}: {code}");
        Assert.StartsWith(place + start, error, StringComparison.Ordinal);
        Assert.Contains(within, error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
        Assert.DoesNotContain("unexpected", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Epoch", output, StringComparison.Ordinal);
        Assert.Equal(before, RunFiles.Contents(Folder));
    }
}
