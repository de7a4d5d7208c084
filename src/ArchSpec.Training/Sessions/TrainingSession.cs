using System.Runtime.InteropServices;
using ArchSpec.Graph;
using ArchSpec.Spec;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Native;
using ArchSpec.Training.Pictures;
using ArchSpec.Training.Runs;
using ArchSpec.Training.Weights.Published;
using TorchSharp;

namespace ArchSpec.Training.Sessions;

/// <summary>What a training run starts from.</summary>
public sealed record TrainingRequest
{
    /// <summary>The model.</summary>
    public required Network Network { get; init; }

    /// <summary>The spec as the person gave it.</summary>
    public required string SpecFile { get; init; }

    /// <summary>The spec's training options with the command line's applied.</summary>
    public required TrainingOptions Training { get; init; }

    /// <summary>A weights file of any format that can be read, <c>none</c> for random weights, or null for what the spec says.</summary>
    public string? Weights { get; init; }

    /// <summary>The run folder, or null for the next <c>NAME-001</c> in <see cref="RunsFolder"/>.</summary>
    public string? RunDirectory { get; init; }

    /// <summary>Where run folders are made.</summary>
    public string RunsFolder { get; init; } = "runs";

    /// <summary>The command line, for <c>run.json</c>.</summary>
    public string Command { get; init; } = "";

    /// <summary>The tool's version, for <c>run.json</c>.</summary>
    public string ToolVersion { get; init; } = "";
}

/// <summary>How a training run went.</summary>
/// <param name="Folder">What it left behind.</param>
/// <param name="Outcome">How it ended.</param>
public sealed record TrainingReport(RunFolder Folder, RunOutcome Outcome);

/// <summary>Trains a model from a spec and a data folder, and leaves a run folder.</summary>
public static class TrainingSession
{
    /// <summary>Runs a training.</summary>
    /// <param name="request">What to train.</param>
    /// <param name="options">Data, device, libtorch.</param>
    /// <param name="observers">Told besides those that write the run folder.</param>
    /// <param name="stop">Ends the run after the batch under way.</param>
    public static TrainingReport Run(
        TrainingRequest request, SessionOptions options, IEnumerable<ITrainingObserver> observers, CancellationToken stop)
    {
        var initial = InitialWeights.Of(request.Network, request.Weights);
        var shape = LoadedModel.ShapeOf(request.Network);
        var split = new SplitOptions { ValidationFraction = request.Training.ValidationSplit, Seed = request.Training.Seed };
        var data = ImageFolder.Open(options.Data, split);
        initial.Fetch(PublishedStore.FromEnvironment(options.Say, options.DownloadProgress), stop);
        LoadedModel.StartTorch(options);
        var device = Devices.Select(DeviceName.Parse(options.Device));
        Precisions.Check(options.Precision, device);
        using var cache = ImageCache.Open([data.Train, data.Validation], shape, options.Cache, options.DecodeProgress, stop);
        SayData(data, cache, options.Say);

        using var network = new CompiledNetwork(request.Network, request.Training.Seed);
        network.Precision = options.Precision;
        initial.LoadInto(network, options);
        network.to(device);
        using var trainer = new Trainer(network, request.Training, device, data.ClassNames.Count);
        var folder = MakeFolder(request);
        var run = Describe(request, folder, device, data);
        options.Say($"Training '{run.ModelName}' ({run.Parameters:N0} parameters) on {run.Device}; the run folder is {folder.Path}");
        var outcome = trainer.Fit(
            run, cache.Of(data.Train), cache.Of(data.Validation), [.. Writers(folder, network, data.ClassNames), .. observers], options.Say, stop);
        return new TrainingReport(folder, outcome);
    }

    private static void SayData(ImageFolder data, ImageCache cache, Action<string> say)
    {
        say($"{data.Train.Items.Count:N0} training and {data.Validation.Items.Count:N0} validation images of {data.ClassNames.Count} classes: {string.Join(", ", data.ClassNames)}");
        if (cache.Note is { } note)
        {
            say(note);
        }

        if (cache.Bad.Count > 0)
        {
            say($"{cache.Bad.Count} bad images are left out, the first of them {cache.Bad[0].Path}: {cache.Bad[0].Reason}");
        }
    }

    private static RunFolder MakeFolder(TrainingRequest request)
    {
        var folder = request.RunDirectory is { } path ? RunFolder.CreateAt(path) : RunFolder.CreateNext(request.RunsFolder, request.Network.Name);
        File.WriteAllText(folder.Spec, SpecWriter.Write(request.Network, request.Training));
        return folder;
    }

    private static ITrainingObserver[] Writers(RunFolder folder, CompiledNetwork network, IReadOnlyList<string> classNames) =>
        [new RunJson(folder.Info), new HistoryCsv(folder.History), new WeightKeeper(network, folder, classNames), new CurvesWriter(folder.Curves)];

    private static RunInfo Describe(TrainingRequest request, RunFolder folder, torch.Device device, ImageFolder data) => new(
        Guid.NewGuid().ToString("N"),
        request.Network.Name,
        request.SpecFile,
        folder.Path,
        request.Command,
        request.Training.Seed,
        device.ToString(),
        request.Network.Parameters,
        request.Network.Flops,
        data.Fingerprint,
        DateTimeOffset.UtcNow,
        new Dictionary<string, string>
        {
            ["archspec"] = request.ToolVersion,
            ["torchsharp"] = LibTorch.TorchSharpVersion,
            ["libtorch"] = LibTorch.Version ?? "unknown",
            ["dotnet"] = Environment.Version.ToString(),
            ["os"] = RuntimeInformation.OSDescription,
        });
}
