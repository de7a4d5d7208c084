using System.Security.Cryptography;
using System.Text;
using ArchSpec.Testing;
using ArchSpec.Training.Checkpoints;
using ArchSpec.Training.Runs;
using ArchSpec.Training.Weights;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Checkpoints;

public sealed class CheckpointFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string File => _folder.In("checkpoint.bin");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_written_is_read()
    {
        using var scope = NewDisposeScope();
        var state = State();
        CheckpointFile.Write(File, state, [("weights/a", tensor(new[] { 1.5f, float.NaN })), ("random/0", tensor(new byte[] { 1, 2, 3 })), ("b", tensor(2.5f))]);

        var (read, tensors) = CheckpointFile.Read(File);

        Assert.Equal(state.History, read.History);
        Assert.Equal(state, read with { History = state.History });
        Assert.Equal([1.5f, float.NaN], tensors["weights/a"].data<float>().ToArray());
        Assert.Equal([1, 2, 3], tensors["random/0"].data<float>().ToArray()); // as every safetensors file is read
        Assert.Equal(2.5f, tensors["b"].item<float>());
        Assert.Equal(["checkpoint.bin"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Every_byte_that_is_another_is_noticed()
    {
        var bytes = Written();
        foreach (var place in Enumerable.Range(0, bytes.Length))
        {
            var damaged = bytes.ToArray();
            damaged[place] ^= 0x10;
            System.IO.File.WriteAllBytes(File, damaged);

            AssertRefused(place < 22 ? "this is no checkpoint of ArchSpec" : "this checkpoint is damaged");
        }
    }

    [Fact]
    public void Every_cut_and_every_addition_is_noticed()
    {
        var bytes = Written();
        foreach (var length in Enumerable.Range(0, bytes.Length))
        {
            System.IO.File.WriteAllBytes(File, bytes[..length]);
            AssertRefused("this ");
        }

        System.IO.File.WriteAllBytes(File, [.. bytes, 0]);
        AssertRefused("this checkpoint is damaged");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("not json")]
    [InlineData("{\"run_id\":null,\"seed\":1,\"history\":[]}")]
    [InlineData("{\"run_id\":\"x\",\"seed\":1,\"history\":null}")]
    [InlineData("{\"run_id\":\"x\",\"seed\":1,\"history\":[],\"batch\":-1}")]
    [InlineData("{\"run_id\":\"x\",\"seed\":1e99,\"history\":[]}")]
    public void A_state_that_is_none_is_refused_though_its_checksum_is_right(string state)
    {
        WriteContent(state);

        AssertRefused("this checkpoint cannot be read");
    }

    [Fact]
    public void A_safetensors_file_without_a_state_is_refused()
    {
        WriteContent(null);

        AssertRefused("this checkpoint cannot be read");
    }

    [Fact]
    public void One_that_is_missing_is_refused() => AssertRefused("there is no such checkpoint");

    private static CheckpointState State() => new()
    {
        RunId = "run",
        Seed = 3,
        Restarts = 1,
        History = [new EpochResult(1, DateTimeOffset.UnixEpoch, DateTimeOffset.UtcNow, 1.0 / 3, double.NaN, double.PositiveInfinity, 0.25, 1e-3, 17.5)],
        Batch = 2,
        Loss = 1.0 / 7,
        Correct = 5,
        EpochStart = DateTimeOffset.UtcNow,
        EpochSeconds = 0.1,
        Steps = 6,
        LearningRate = 0.1,
        Threads = 2,
        DataFingerprint = "data",
    };

    private byte[] Written()
    {
        using var scope = NewDisposeScope();
        CheckpointFile.Write(File, State() with { History = [] }, [("weights/a", tensor(new[] { 1.5f, 2f }))]);
        return System.IO.File.ReadAllBytes(File);
    }

    // What CheckpointFile.Write would have written with another state.
    private void WriteContent(string? state)
    {
        using var scope = NewDisposeScope();
        using var content = new MemoryStream();
        SafeTensors.WriteTo(content, [("weights/a", tensor(new[] { 1f }))], state is null ? [] : new Dictionary<string, string> { ["state"] = state });
        System.IO.File.WriteAllBytes(File, [.. Encoding.ASCII.GetBytes("ArchSpec checkpoint 1\n"), .. SHA256.HashData(content.ToArray()), .. content.ToArray()]);
    }

    private void AssertRefused(string expected)
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<WeightsException>(() => CheckpointFile.Read(File));
        Assert.StartsWith($"{File}: {expected}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
