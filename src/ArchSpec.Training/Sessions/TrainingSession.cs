using System.Diagnostics;
using System.Globalization;
using ArchSpec.Spec;
using ArchSpec.Training.Checkpoints;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Native;
using ArchSpec.Training.Runs;
using ArchSpec.Training.Weights.Published;
using TorchSharp;

namespace ArchSpec.Training.Sessions;

/// <summary>Trains a model from a spec and a data folder, and leaves a run folder.</summary>
public static class TrainingSession
{
    /// <summary>Runs a training, or lets one go on.</summary>
    /// <param name="request">What to train.</param>
    /// <param name="options">Data, device, libtorch.</param>
    /// <param name="observers">Told besides those that write the run folder.</param>
    /// <param name="stop">Ends the run after the batch under way.</param>
    /// <exception cref="TrainingException">The model, the data or the run that is to go on do not fit.</exception>
    public static TrainingReport Run(
        TrainingRequest request, SessionOptions options, IEnumerable<ITrainingObserver> observers, CancellationToken stop)
    {
        var initial = InitialWeights.Of(request.Network, request.Resume is null ? request.Weights : "none");
        var shape = LoadedModel.ShapeOf(request.Network);
        var data = ImageFolder.Open(options.Data, SplitOptions.Of(request.Training) with { Rule = request.Resume?.Info.RuleOfSplit ?? request.SplitRule });
        request.Resume?.CheckData(data, options.Data);
        ClassCheck.Check(request.Network, request.Training.Loss, data.ClassNames.Count);
        initial.Fetch(PublishedStore.FromEnvironment(options.Say, options.DownloadProgress), stop);
        LoadedModel.StartTorch(options);
        var device = Devices.Select(DeviceName.Parse(options.Device));
        var precision = Enum.Parse<Precision>(request.Training.Precision, ignoreCase: true);
        Precisions.Check(precision, device);
        var decoding = Stopwatch.StartNew();
        using var cache = ImageCache.Open([data.Train, data.Validation], shape, options.SayingCache, options.DecodeProgress, stop);
        var facts = new DataFacts(
            options.Data, data.ClassNames, data.Train.CountsByClass(), data.Validation.CountsByClass(), decoding.Elapsed.TotalSeconds, cache.Reused);
        SayData(data, cache, options.Say);

        using var network = new CompiledNetwork(request.Network, request.Training.Seed);
        network.Precision = precision;
        initial.LoadInto(network, options);
        network.to(device);
        using var trainer = new Trainer(network, request.Training, device, data.ClassNames.Count)
        {
            OnDead = request.OnDead,
            Reinitialize = seed => Initialize(network, initial, seed, options),
        };
        trainer.Check(data.Train);
        var folder = request.Resume?.Folder ?? MakeFolder(request);
        using var hold = folder.Hold();
        AtomicFile.Sweep(folder.Path);
        var run = request.Resume?.Info ?? RunDescription.Of(request, folder, device.ToString(), data.Fingerprint) with { Data = facts };
        var keeper = new WeightKeeper(network, folder, data.ClassNames, options.Say);
        trainer.Checkpoints = new CheckpointOptions(folder.Checkpoint, request.CheckpointInterval, data.Fingerprint);
        trainer.ResumeFrom = request.Resume is null ? null : folder.Checkpoint;
        trainer.Prepare(run, data.Train, options.Say);
        AtomicFile.Write(folder.Spec, SpecWriter.Write(request.Network, request.Training));
        SayStart(request, run, folder, options.Say);
        var outcome = trainer.Fit(
            run, cache.Of(data.Train), cache.Of(data.Validation), [keeper, .. Writers(folder), .. observers], options.Say, stop);
        var report = request.WritesReport && outcome.BestEpoch is not null
            ? new ReportSession(folder, request.Network, request.Training).TryWrite(network, cache.Of(data.Validation), device, options.Say)
            : null;
        return new TrainingReport(folder, outcome) { Unwritten = Unwritten.Of(keeper.Failure, outcome.Unwritten, report, Missing(folder, outcome)) };
    }

    private static string? Missing(RunFolder folder, RunOutcome outcome) => Unwritten.Missing(
        folder, [folder.Spec, folder.Info, .. outcome.BestEpoch is null ? [] : new[] { folder.History, folder.Curves, folder.BestWeights, folder.LastWeights }]);

    private static void Initialize(CompiledNetwork network, InitialWeights initial, long seed, SessionOptions options)
    {
        network.Initialize(seed);
        initial.LoadInto(network, options);
    }

    private static void SayStart(TrainingRequest request, RunInfo run, RunFolder folder, Action<string> say)
    {
        var verb = request.Resume is null ? "Training" : "Going on with the training of";
        say(string.Create(CultureInfo.InvariantCulture, $"{verb} '{run.ModelName}' ({run.Parameters:N0} parameters) on {run.Device}; the run folder is {folder.Path}"));
        if (!request.Network.Range.IsSameAs(PixelRange.Unit))
        {
            say($"Pixels are {request.Network.Range}{(request.Network.IsRangeImplied ? ", which the published weights were trained on; a range: of the input says otherwise" : "")}");
        }
    }

    private static void SayData(ImageFolder data, ImageCache cache, Action<string> say)
    {
        foreach (var line in new[] { data.SidesNote, PassedOver.Line(data.PassedOver) }.OfType<string>())
        {
            say(line);
        }

        say(string.Create(CultureInfo.InvariantCulture, $"{data.Train.Items.Count:N0} training and {data.Validation.Items.Count:N0} validation images of {data.ClassNames.Count} classes: {string.Join(", ", data.ClassNames)}"));
        if (cache.Note is { } note)
        {
            say(note);
        }

        if (cache.Bad.Count > 0)
        {
            say($"{cache.Bad.Count} bad images are left out, the first of them {cache.Bad[0].Path}: {cache.Bad[0].Reason}");
        }
    }

    private static RunFolder MakeFolder(TrainingRequest request) =>
        request.RunDirectory is { } path ? RunFolder.CreateAt(path) : RunFolder.CreateNext(request.RunsFolder, request.Network.Name);

    private static ITrainingObserver[] Writers(RunFolder folder) =>
        [new RunJson(folder.Info), new HistoryCsv(folder.History), new TensorBoardFiles(folder.TensorBoard), new CurvesWriter(folder.Curves)];
}
