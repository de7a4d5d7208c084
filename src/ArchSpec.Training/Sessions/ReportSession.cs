using System.Text;
using ArchSpec.Graph;
using ArchSpec.Spec;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Metrics;
using ArchSpec.Training.Pictures;
using ArchSpec.Training.Reports;
using ArchSpec.Training.Runs;
using ArchSpec.Training.Weights;
using TorchSharp;

namespace ArchSpec.Training.Sessions;

/// <summary>
/// Writes what explains a run: <c>report.html</c>, <c>confusion.png</c>, and <c>feature-maps</c>. All of it follows from the run folder
/// and the validation images, so it can be written again.
/// </summary>
/// <param name="Folder">The run's; its <c>run.json</c> and <c>history.csv</c> are written already.</param>
/// <param name="Network">What was trained.</param>
/// <param name="Training">How.</param>
public sealed record ReportSession(RunFolder Folder, Network Network, TrainingOptions Training)
{
    /// <summary>Writes the report after training; a failure is said in a line, and is none of the training.</summary>
    /// <param name="network">The trained network, which gets the weights of the best epoch.</param>
    /// <param name="validation">The images to judge it by.</param>
    /// <param name="device">Where the network is.</param>
    /// <param name="say">Takes the line.</param>
    /// <returns>What was not written, and why; null where the report is there.</returns>
    public string? TryWrite(CompiledNetwork network, ImageSet validation, torch.Device device, Action<string> say)
    {
        try
        {
            var run = RunRecord.Read(Folder);
            if (run.Epochs.Count > 0)
            {
                if (run.Outcome?.Failure == "interrupted")
                {
                    say("Writing the report; all else is written.");
                }

                Write(run, Judge(network, validation, device), null);
                say($"The report is {Folder.Report}");
            }

            return null;
        }
        catch (Exception error)
        {
            say($"The report could not be written: {error.Message}");
            return $"report.html: {error.Message}";
        }
    }

    /// <summary>Writes the report of a run folder again.</summary>
    /// <param name="options">The images and where to compute; null for a report without what needs images.</param>
    /// <exception cref="IOException">The folder cannot be read, or no epoch has ended.</exception>
    /// <exception cref="DataException">The images cannot be read.</exception>
    public void Write(SessionOptions? options)
    {
        var run = RunRecord.Read(Folder);
        if (run.Epochs.Count == 0)
        {
            throw new IOException($"no epoch of the run in '{Folder.Path}' has ended: there is nothing to report yet");
        }

        if (options is null)
        {
            Write(run, null, "They need the images: dotnet archspec report with --data draws them.");
            return;
        }

        var split = SplitOptions.Of(Training) with { Rule = run.Info.RuleOfSplit };
        var data = ImageFolder.Open(options.Data, split);
        if (data.SidesNote is { } note)
        {
            options.Say(note);
        }

        if (data.Fingerprint != run.Info.DataFingerprint)
        {
            options.Say($"The images in '{options.Data}' are not those that the run was trained on: their fingerprint is {data.Fingerprint} and not {run.Info.DataFingerprint}");
        }

        using var model = LoadedModel.Open(Network, Folder.BestWeights, options);
        // With the training images, which are not needed, since training left them decoded in one file with these.
        using var cache = ImageCache.Open([data.Train, data.Validation], LoadedModel.ShapeOf(Network), options.SayingCache, options.DecodeProgress);
        var validation = model.Classes is { } classes ? data.Validation.WithLabelsOf(classes) : data.Validation;
        Write(run, Judge(model.Network, cache.Of(validation), model.Device), null);
    }

    private JudgedImages Judge(CompiledNetwork network, ImageSet images, torch.Device device)
    {
        NetworkWeights.Load(network, Folder.BestWeights);
        var names = images.Split.ClassNames;
        var loss = Loss.For(Training.Loss, network, names.Count);
        var evaluation = new Evaluator(network, loss, Training.BatchSize, device).Run(images, scores: true);
        var found = Assessment.Of(evaluation, images);
        ConfusionPlot.Save(Folder.Confusion, Network.Name, found.Confusion);
        return new JudgedImages(images, evaluation, found, new FeaturePainter(network, device).Paint(images, evaluation, Folder.FeatureMaps));
    }

    private void Write(RunRecord run, JudgedImages? judged, string? withoutImages)
    {
        List<string> files = [.. Directory.GetFileSystemEntries(Folder.Path).Select(entry => Path.GetFileName(entry)!).Order(StringComparer.Ordinal)];
        var page = ReportPage.Render(new ReportContent(run, Network, Training, judged, files) { WithoutImages = withoutImages });
        AtomicFile.Write(Folder.Report, file => file.Write(Encoding.UTF8.GetBytes(page)));
    }
}
