using System.Globalization;
using ArchSpec.Spec;
using ArchSpec.Training.Data;
using ArchSpec.Training.Reports;
using ArchSpec.Training.Runs;
using ArchSpec.Training.Sessions;
using ArchSpec.Training.Tests.Compile;
using ArchSpec.Training.Weights;
using SkiaSharp;

namespace ArchSpec.Training.Tests.Sessions;

/// <summary>The report that training leaves, and the one that is written again from what it left.</summary>
[Collection(Alone.Name)]
public sealed class ReportSessionTests : IDisposable
{
    private readonly SmallRice _rice = new();

    public void Dispose() => _rice.Dispose();

    [Fact]
    public void Training_leaves_a_report_of_its_figures_and_the_same_one_is_written_again()
    {
        var (folder, outcome) = _rice.Train("a");
        var written = File.ReadAllText(folder.Report);

        Session(folder).Write(_rice.Options);

        Assert.Contains($"Best epoch {outcome.BestEpoch!.Epoch} of 3", written, StringComparison.Ordinal);
        Assert.Contains($"{(outcome.BestEpoch.ValAccuracy * 100).ToString("0.0", CultureInfo.InvariantCulture)} % of the validation images right", written, StringComparison.Ordinal);
        Assert.Contains("archspec train", written, StringComparison.Ordinal);
        Assert.Equal(WithoutFiles(written), WithoutFiles(File.ReadAllText(folder.Report)));
    }

    [Fact]
    public void Feature_maps_and_confusion_matrix_are_files_of_their_own()
    {
        var folder = _rice.Train("a").Folder;

        var maps = Directory.GetFiles(folder.FeatureMaps).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(["01-Arborio.png", "02-Basmati.png", "03-Ipsala.png", "04-Jasmine.png", "05-Karacadag.png"], maps);
        using var map = SKBitmap.Decode(Path.Combine(folder.FeatureMaps, maps[0]!));
        using var confusion = SKBitmap.Decode(folder.Confusion);
        Assert.True(map.Width > 300 && confusion.Width > 300);
        Assert.Equal(2, Directory.GetFiles(folder.TensorBoard, "events.out.tfevents.*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public void The_report_is_of_the_best_weights_also_where_they_are_not_restored()
    {
        // The rate is so high that the last epoch is not the best.
        var spec = SmallRice.Spec.Replace("epochs: 3", "epochs: 6\n  optimizer: { SGD: { learning_rate: 0.8 } }\n  early_stopping: { monitor: val_loss, patience: 100, restore_best_weights: false }", StringComparison.Ordinal);
        var (folder, outcome) = _rice.Train("a", spec);

        Assert.NotEqual(6, outcome.BestEpoch!.Epoch);
        var page = File.ReadAllText(folder.Report);
        var right = (int)Math.Round(outcome.BestEpoch.ValAccuracy * RunRecord.Read(folder).Info.Data!.Validation.Sum());
        Assert.Contains($" validation images by the best weights: {right} right,", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_images_a_report_says_what_is_missing_and_needs_no_weights()
    {
        var folder = _rice.Train("a").Folder;
        File.Delete(folder.BestWeights);

        Session(folder).Write(null);

        var page = File.ReadAllText(folder.Report);
        Assert.Contains("--data draws them", page, StringComparison.Ordinal);
        Assert.DoesNotContain("best.safetensors", page, StringComparison.Ordinal); // what is not there is no link
    }

    [Fact]
    public void A_report_that_fails_is_one_line_and_none_of_the_training()
    {
        var said = new List<string>();
        var folder = _rice.Train("a").Folder;
        File.Delete(folder.Report);
        Directory.CreateDirectory(folder.Report);
        using var model = LoadedModel.Open(TestNetwork.Load(folder.Spec), folder.BestWeights, _rice.Options);

        var data = ImageFolder.Open(_rice.Options.Data);
        using var cache = ImageCache.Open([data.Validation], LoadedModel.ShapeOf(model.Network.Network), _rice.Options.Cache);

        var failure = Session(folder).TryWrite(model.Network, cache.Of(data.Validation), model.Device, said.Add);

        Assert.StartsWith("The report could not be written: ", Assert.Single(said), StringComparison.Ordinal);
        Assert.StartsWith("report.html: ", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_that_are_others_than_those_of_the_training_are_said_to_be()
    {
        var said = new List<string>();
        var folder = _rice.Train("a").Folder;
        var first = Directory.GetFiles(Path.Combine(_rice.Options.Data, "Arborio"))[0];
        File.Copy(first, first + ".copy.jpg");

        Session(folder).Write(_rice.Options with { Say = said.Add });

        Assert.Contains(said, line => line.Contains("are not those that the run was trained on", StringComparison.Ordinal));
    }

    [Fact]
    public void Weights_of_another_network_are_refused()
    {
        var folder = _rice.Train("a").Folder;
        var other = TestNetwork.Of(SmallRice.Spec.Replace("filters: 4", "filters: 3", StringComparison.Ordinal));

        Assert.Throws<WeightsException>(() => new ReportSession(folder, other, new TrainingOptions()).Write(_rice.Options));
    }

    private static ReportSession Session(RunFolder folder) =>
        new(folder, TestNetwork.Load(folder.Spec), new SpecLoader(Plugins.BuiltInLayers.Registry).Load(folder.Spec).Training);

    // The first one could not yet list itself.
    private static string WithoutFiles(string page) => page[..page.IndexOf("<h3>Files beside this one", StringComparison.Ordinal)];
}
