using System.Security.Cryptography;
using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Rewrite;
using ArchSpec.Spec;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Prune;
using ArchSpec.Training.Prune.Bounds;
using ArchSpec.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Sessions;

/// <summary>What is to be pruned, and how.</summary>
public sealed record PruneRequest
{
    /// <summary>The spec as read.</summary>
    public required SpecDocument Document { get; init; }

    /// <summary>The spec's network.</summary>
    public required Network Network { get; init; }

    /// <summary>The layer types.</summary>
    public required LayerRegistry Registry { get; init; }

    /// <summary>The trained weights.</summary>
    public required string Weights { get; init; }

    /// <summary>The images to measure on.</summary>
    public required ImageSplit Images { get; init; }

    /// <summary>The new spec.</summary>
    public required string Output { get; init; }

    /// <summary>What may be removed.</summary>
    public PruneMode Mode { get; init; }

    /// <summary>The limits of the safe mode.</summary>
    public SafeLimits Limits { get; init; } = new();

    /// <summary>Images for each step.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>For tests: changes the sliced weights before they are verified.</summary>
    internal Action<IReadOnlyList<(string Name, Tensor Values)>> Tamper { get; init; } = _ => { };
}

/// <summary>Measures a trained model, and writes a smaller spec with the surviving weights.</summary>
public static class PruneSession
{
    /// <summary>Prunes a model. Nothing is written before the result has been compiled, compared and measured.</summary>
    /// <exception cref="PruneException">The result is not what it must be, or cannot be written where it should.</exception>
    public static PruneReport Run(PruneRequest request, SessionOptions options)
    {
        var output = new PruneOutput(request.Output, request.Document, InputWeights(request));
        using var model = LoadedModel.Open(request.Network, request.Weights, options);
        using var scope = NewDisposeScope();
        var (cache, images) = model.OpenImages(request.Images, options);
        using (cache)
        {
            var loss = Loss.For(request.Document.Training.Loss, model.Network, images.Split.ClassNames.Count);
            var evaluator = new Evaluator(model.Network, loss, request.BatchSize, model.Device);
            var (plan, before) = Plan(request, evaluator, images);
            var edits = SpecEdits.Of(plan, request.Network, EditableFiles(request.Document), output.WeightsNameIn, output.Moves);
            var files = RewrittenSpec.Of(request.Document, edits, output.SpecName);
            var slices = WeightSlicer.Slice(model.Network, plan);
            request.Tamper(slices);

            using var pruned = Compile(PruneStage.Resolve(files, output.WeightsNames(request.Network), request.Registry), slices, model.Device);
            var proof = PruneVerifier.Verify(model.Network, plan, pruned, images, model.Device);
            var after = (evaluator with { Network = pruned }).Run(images);
            var report = Describe(request, plan, images, ModelFigures.Of(request.Network, before), ModelFigures.Of(pruned.Network, after), proof, output);
            output.Write(files, slices, Words(pruned, images), report);
            return report;
        }
    }

    internal static (PrunePlan Plan, Evaluation Before) Plan(PruneRequest request, Evaluator evaluator, ImageSet images)
    {
        var map = ChannelMap.Of(evaluator.Network.Graph);
        WrittenCounts.PinTheRest(map, EditableFiles(request.Document));
        var pass = new StatisticsPass(map, images.Split.ClassNames.Count);
        var (evaluation, figures) = pass.Run(evaluator, images);
        var energies = new EdgeEnergies(evaluator.Network, figures);
        var judge = new ClassJudge(map, figures, energies, images.Split.ClassNames, request.Mode, request.Limits, CertifiedChannels.Of(evaluator.Network, map));
        return (PrunePlanner.Plan(map, judge), evaluation);
    }

    private static IEnumerable<string> InputWeights(PruneRequest request) =>
        request.Network.WeightSources.Select(source => source.FullPath).OfType<string>().Prepend(request.Weights);

    // The texts by the names that spans have. An included file of blocks may serve other specs; a base is copied.
    internal static Dictionary<string, string> EditableFiles(SpecDocument document) =>
        document.Chain().ToDictionary(file => file.File, file => file.Text);

    internal static CompiledNetwork Compile(Network network, IReadOnlyList<(string Name, Tensor Values)> slices, Device device)
    {
        var pruned = new CompiledNetwork(network, seed: 0);
        try
        {
            NetworkWeights.Load(pruned, slices.ToDictionary(pair => pair.Name, pair => pair.Values), "the new spec");
        }
        catch (WeightsException error)
        {
            pruned.Dispose();
            throw new PruneException($"the new spec is not for the sliced weights, and nothing has been written: {error.Message}");
        }

        pruned.to(device);
        return pruned;
    }

    private static Dictionary<string, string> Words(CompiledNetwork pruned, ImageSet images) => new()
    {
        ["model"] = pruned.Network.Name,
        [NetworkWeights.ClassesKey] = System.Text.Json.JsonSerializer.Serialize(images.Split.ClassNames),
    };

    private static PruneReport Describe(
        PruneRequest request, PrunePlan plan, ImageSet images, ModelFigures before, ModelFigures after, PruneProof proof, PruneOutput output) => new(
        request.Network.Name,
        request.Mode,
        request.Limits,
        Hash(request.Document.FullPath),
        Hash(request.Weights),
        DataFingerprint.Of(images.Split.ClassNames, images.Split.Items.Select(item => (item.Name, item.Size))),
        images.Count,
        before,
        after,
        proof,
        [.. plan.Layers.Select(LayerReport.Of)],
        output.Spec,
        output.Weights);

    private static string Hash(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
