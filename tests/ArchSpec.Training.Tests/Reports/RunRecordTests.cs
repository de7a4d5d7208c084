using ArchSpec.Testing;
using ArchSpec.Training.Reports;
using ArchSpec.Training.Runs;

namespace ArchSpec.Training.Tests.Reports;

public sealed class RunRecordTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private RunFolder Folder => new(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_training_writes_is_read_as_it_was()
    {
        var run = ReportSamples.Content().Run;
        Write(run);

        var read = RunRecord.Read(Folder);

        Assert.Equal(run.Epochs.Select(epoch => epoch with { ImagesPerSecond = Math.Round(epoch.ImagesPerSecond, 1) }), read.Epochs);
        Assert.Equal(run.Outcome, read.Outcome);
        Assert.Equal((run.Info.Command, run.Info.Parameters, run.Info.Start, "1.2.3"), (read.Info.Command, read.Info.Parameters, read.Info.Start, read.Info.Versions["archspec"]));
        Assert.Equal(run.Info.Data!.Validation, read.Info.Data!.Validation);
        Assert.Equal(4, read.Best!.Epoch);
    }

    [Fact]
    public void A_run_from_before_the_data_were_written_is_read()
    {
        var run = ReportSamples.Content().Run;
        Write(run with { Info = run.Info with { Data = null } });

        Assert.Null(RunRecord.Read(Folder).Info.Data);
    }

    [Theory]
    [InlineData("run.json", "{", "cannot be read")]
    [InlineData("run.json", "[]", "cannot be read")]
    [InlineData("history.csv", "epoch,loss\n1,2\n", "history.csv has no start_time in every line")]
    [InlineData("history.csv", null, "history.csv")]
    public void A_damaged_folder_is_one_message(string file, string? text, string expected)
    {
        Write(ReportSamples.Content().Run);
        File.Delete(_folder.In(file));
        if (text is not null)
        {
            _folder.Write(file, text);
        }

        Assert.Contains(expected, Assert.ThrowsAny<IOException>(() => RunRecord.Read(Folder)).Message, StringComparison.Ordinal);
    }

    private void Write(RunRecord run)
    {
        foreach (var observer in new ITrainingObserver[] { new RunJson(Folder.Info), new HistoryCsv(Folder.History) })
        {
            observer.OnStart(run.Info);
            observer.OnHistory(run.Epochs);
            observer.OnEnd(run.Outcome!);
        }
    }
}
