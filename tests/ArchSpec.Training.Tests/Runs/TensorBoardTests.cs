using System.Buffers.Binary;
using ArchSpec.Testing;
using ArchSpec.Training.Runs;
using Tensorboard;

namespace ArchSpec.Training.Tests.Runs;

/// <summary>
/// Event files are read with TorchSharp's classes, which Google's compiler made from TensorBoard's own event.proto, and with a CRC-32C
/// bit by bit.
/// </summary>
public sealed class TensorBoardTests : IDisposable
{
    private static readonly DateTimeOffset Time = new(2026, 1, 2, 3, 4, 5, 500, TimeSpan.Zero);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_epoch_is_a_step_with_the_names_of_Keras_in_the_folders_of_Keras()
    {
        Write(files => files.OnEpoch(Epoch(1)), files => files.OnEpoch(Epoch(2)));

        Assert.Equal(
            [(0L, "epoch_accuracy", 0.51f), (0L, "epoch_loss", 1.01f), (0L, "epoch_learning_rate", 0.001f), (1L, "epoch_accuracy", 0.52f), (1L, "epoch_loss", 1.02f), (1L, "epoch_learning_rate", 0.001f)],
            Scalars("train"));
        Assert.Equal(
            [(0L, "epoch_accuracy", 0.61f), (0L, "epoch_loss", 2.01f), (1L, "epoch_accuracy", 0.62f), (1L, "epoch_loss", 2.02f)],
            Scalars("validation"));
    }

    [Fact]
    public void A_file_begins_with_its_version_and_a_start_and_has_the_times_of_the_epochs()
    {
        Write(files => files.OnEpoch(Epoch(1)));

        var events = Events("train");
        Assert.Equal("brain.Event:2", events[0].FileVersion);
        Assert.Equal((SessionLog.Types.SessionStatus.Start, 0L), (events[1].SessionLog.Status, events[1].Step));
        Assert.Equal(1767323045.5, events[2].WallTime);
    }

    [Fact]
    public void A_resumed_run_has_each_step_once()
    {
        Write(files => files.OnEpoch(Epoch(1)), files => files.OnEpoch(Epoch(2)), files => files.OnEpoch(Epoch(3)));

        Write(files => files.OnHistory([Epoch(1), Epoch(2)]), files => files.OnEpoch(Epoch(3)), files => files.OnEpoch(Epoch(4)));

        Assert.Equal([0L, 1L, 2L, 3L], Scalars("validation").Where(scalar => scalar.Name == "epoch_loss").Select(scalar => scalar.Step));
        Assert.Equal([0L, 1L, 2L, 3L], Scalars("train").Where(scalar => scalar.Name == "epoch_loss").Select(scalar => scalar.Step));
    }

    [Fact]
    public void Figures_that_are_not_numbers_and_large_steps_are_read_as_they_were()
    {
        Write(files => files.OnEpoch(Epoch(100_001) with { TrainLoss = double.NaN, ValLoss = double.PositiveInfinity }));

        Assert.Equal((100_000L, "epoch_loss", float.NaN), Scalars("train")[1]);
        Assert.Equal((100_000L, "epoch_loss", float.PositiveInfinity), Scalars("validation")[1]);
    }

    [Fact]
    public void The_name_of_a_file_is_found_by_TensorBoard_and_does_not_say_which_machine_it_is_from()
    {
        Write(files => files.OnEpoch(Epoch(1)));

        var name = Path.GetFileName(FileOf("train"));
        Assert.Matches(@"^events\.out\.tfevents\.\d{10}\.archspec$", name);
        Assert.DoesNotContain(Environment.MachineName, name, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_checksum_is_that_of_the_standard()
    {
        Assert.Equal(0xE3069283u, Crc("123456789"u8)); // the check value of CRC-32C, for the one that the tests compare with
        Assert.Equal(Masked(Crc("123456789"u8)), BinaryPrimitives.ReadUInt32LittleEndian(TensorBoardRecord.Frame("123456789"u8).AsSpan(12 + 9)));
    }

    private void Write(params Action<TensorBoardFiles>[] calls)
    {
        var files = new TensorBoardFiles(_folder.In("tensorboard"));
        files.OnStart(null!);
        Array.ForEach(calls, call => call(files));
    }

    private List<(long Step, string Name, float Value)> Scalars(string side) =>
        [.. Events(side).Where(entry => entry.Summary is not null).SelectMany(entry => entry.Summary.Value.Select(value => (entry.Step, value.Tag, value.SimpleValue)))];

    private List<Event> Events(string side)
    {
        var bytes = File.ReadAllBytes(FileOf(side)).AsSpan();
        var events = new List<Event>();
        while (bytes.Length > 0)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            Assert.Equal(Masked(Crc(bytes[..8])), BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]));
            Assert.Equal(Masked(Crc(bytes.Slice(12, length))), BinaryPrimitives.ReadUInt32LittleEndian(bytes[(12 + length)..]));
            events.Add(Event.Parser.ParseFrom(bytes.Slice(12, length).ToArray()));
            bytes = bytes[(16 + length)..];
        }

        return events;
    }

    private string FileOf(string side) => Assert.Single(Directory.GetFiles(_folder.In("tensorboard", side)));

    private static EpochResult Epoch(int number) => new(
        number, Time.AddSeconds(-9), Time, 1 + (0.01 * number), 0.5 + (0.01 * number), 2 + (0.01 * number), 0.6 + (0.01 * number), 0.001, 100);

    private static uint Masked(uint crc) => ((crc >> 15) | (crc << 17)) + 0xa282ead8u;

    private static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x82F63B78u : crc >> 1;
            }
        }

        return ~crc;
    }
}
