using System.Globalization;
using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Plugins;
using ArchSpec.Spec;
using ArchSpec.Testing;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Native;
using ArchSpec.Training.Prune;
using ArchSpec.Training.Sessions;
using ArchSpec.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Prune;

/// <summary>
/// A spec in a folder of its own, compiled with whole-number weights, and images of black and white dots: all that it
/// computes is a whole number, so that comparisons can be exact. Tests kill channels in it and prune it.
/// </summary>
internal sealed class PruneModel : IDisposable
{
    /// <summary>H ≠ W, and both powers of two, so that means are exact.</summary>
    public const string Header = "archspec: 1\nname: model\ninput: [8, 4, 3]\nlayers:\n";

    /// <summary>What a case that is about the layers before need not say.</summary>
    public const string Head = "\n- GlobalAveragePooling2D\n- Dense: { units: 3, activation: softmax, name: head }\n";

    private static readonly string[] Labels = ["apple", "pear", "plum"];

    private readonly TempFolder _folder = new();

    /// <param name="text">The spec; a line <c>=== name.yaml</c> begins another file. Layers alone get a header.</param>
    /// <param name="seed">Of weights and images.</param>
    /// <param name="images">How many images.</param>
    /// <param name="registry">Null for the built-in layers.</param>
    /// <param name="name">The spec's file name.</param>
    public PruneModel(string text, int seed = 1, int images = 23, LayerRegistry? registry = null, string name = "model.yaml")
    {
        LibTorch.Load();
        Registry = registry ?? BuiltInLayers.Registry;
        var parts = ($"=== {name}\n" + text).Split("=== ", StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('\n', 2)).ToList();
        parts.ForEach(part => _folder.Write(part[0], part[1].StartsWith("- ", StringComparison.Ordinal) ? Header + part[1] : part[1]));
        Document = new SpecLoader(Registry).Load(_folder.In(name));
        Network = NetworkBuilder.Build(Document, Registry);
        Compiled = new CompiledNetwork(Network, seed: 0);
        SetWholeWeights(new Random(seed));
        Images = Dots(new Random(seed + 1), images);
    }

    public LayerRegistry Registry { get; }

    public SpecDocument Document { get; }

    public Network Network { get; }

    public CompiledNetwork Compiled { get; }

    public ImageSet Images { get; set; }

    public string Folder => _folder.Path;

    /// <summary>Makes channels that ReLU sets to 0: <c>"a: 1 3; block/b: 0"</c>.</summary>
    public PruneModel Kill(string channels)
    {
        foreach (var (layer, places) in Parse(channels))
        {
            foreach (var place in places)
            {
                Set(layer, place, kernel: 0, bias: -1);
            }
        }

        return this;
    }

    /// <summary>Makes channels that are one number before their activation: <c>"a: 1 3"</c>.</summary>
    public PruneModel Fix(string channels, double value)
    {
        foreach (var (layer, places) in Parse(channels))
        {
            places.ToList().ForEach(place => Set(layer, place, kernel: 0, bias: value));
        }

        return this;
    }

    /// <summary>Sets one channel's kernel and bias.</summary>
    public PruneModel Set(string layer, int channel, double kernel, double bias)
    {
        Change(layer, "kernel", whole => whole.index_fill_(whole.dim() - 1, tensor([(long)channel]), kernel));
        return Weighted(layer).Weights.ContainsKey("bias") ? Change(layer, "bias", whole => whole.index_fill_(0, tensor([(long)channel]), bias)) : this;
    }

    /// <summary>Changes a weight, in Keras's layout.</summary>
    public PruneModel Change(string layer, string weight, Func<Tensor, Tensor> change)
    {
        using var scope = NewDisposeScope();
        Weighted(layer).SetFromKeras(weight, change(Weighted(layer).ToKeras(weight)));
        return this;
    }

    /// <summary>The model as pruning begins with it.</summary>
    public PruneDraft Draft => new(Document, Network, Compiled, []);

    /// <summary>What would go.</summary>
    public PrunePlan Plan(PruneMode mode = PruneMode.Lossless, int batchSize = 8) => Measure(batchSize).Plan(Labels, mode, new SafeLimits());

    /// <summary>What would go of another network of the same images, wherever its numbers are written.</summary>
    public PrunePlan PlanOf(CompiledNetwork network)
    {
        var map = ChannelMap.Of(network.Graph);
        var figures = new StatisticsPass(map, Labels.Length).Run(new Evaluator(network, new NoLoss(), 8, CPU), Images).Figures;
        return PrunePlanner.Plan(map, new ClassJudge(map, figures, new EdgeEnergies(network, figures), Labels, PruneMode.Lossless, new SafeLimits()));
    }

    /// <summary>What a pass over the images says.</summary>
    public Measurement Measure(int batchSize = 8) => Measurement.Of(Draft, new Evaluator(Compiled, new NoLoss(), batchSize, CPU), Images);

    /// <summary>The plan, the new files and the new network, as the session makes them before it writes.</summary>
    public PrunedModel Prune(PruneMode mode = PruneMode.Lossless, int batchSize = 8, string output = "smaller.yaml") =>
        Finish(Measure(batchSize).Plan(Labels, mode, new SafeLimits()), output);

    /// <summary>Carries a plan out, without a look whether it is right.</summary>
    public PrunedModel Finish(PrunePlan plan, string output = "smaller.yaml")
    {
        var target = new PruneTarget(new PruneOutput(_folder.In(output), Document, []), Registry, CPU);
        using var scope = NewDisposeScope();
        var next = Draft.Next(SpecEdits.Files(Draft, plan, target.Place), WeightSlicer.Slice(Compiled, plan), target);
        return new PrunedModel(this, plan, next.Files, next.Compiled);
    }

    /// <summary>What a session is asked for.</summary>
    public PruneRequest Request(PruneMode mode = PruneMode.Lossless) => new()
    {
        Document = Document,
        Network = Network,
        Registry = Registry,
        Weights = "",
        Images = PruneImages.Of(Images.Split),
        Output = "",
        Mode = mode,
    };

    /// <summary>Another network with the same weights.</summary>
    public static CompiledNetwork Copy(CompiledNetwork network, ScalarType type)
    {
        var copy = new CompiledNetwork(network.Network, seed: 0);
        using (NewDisposeScope())
        {
            NetworkWeights.Load(copy, NetworkWeights.Copy(network).ToDictionary(pair => pair.Name, pair => pair.Values), "copy");
        }

        copy.to(type);
        copy.eval();
        return copy;
    }

    /// <summary>All images as a network takes them, in float64.</summary>
    public Tensor Pixels()
    {
        var pixels = new byte[Images.Shape.Bytes];
        var images = Enumerable.Range(0, Images.Count).Select(image =>
        {
            Images.Read(image, pixels);
            return tensor(pixels, [Images.Shape.Height, Images.Shape.Width, Images.Shape.Channels]).permute(2, 0, 1);
        });
        return stack(images).to(ScalarType.Float64).div(255);
    }

    public static IReadOnlyList<(string Layer, IReadOnlyList<int> Channels)> Parse(string channels) =>
    [
        .. channels.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split(": "))
            .Select(part => (part[0], (IReadOnlyList<int>)[.. part[1].Split(' ').Select(place => int.Parse(place, CultureInfo.InvariantCulture))])),
    ];

    /// <summary>Images whose every dot is 0 or 255, which a network sees as 0 or 1.</summary>
    public static ImageSet Dots(Random random, int count, int height = 8, int width = 4) => ImageSet.FromMemory(
        new ImageShape(height, width, 3),
        Labels,
        [.. Enumerable.Range(0, count).Select(index => (index % Labels.Length, Enumerable.Range(0, height * width * 3).Select(_ => (byte)(random.Next(2) * 255)).ToArray()))]);

    public void Dispose()
    {
        Compiled.Dispose();
        _folder.Dispose();
    }

    private CompiledLayer Weighted(string path) => Compiled.WeightedLayers.Single(layer => layer.Path == path);

    // More positive than negative, with a positive bias, so that channels live.
    private void SetWholeWeights(Random random)
    {
        foreach (var layer in Compiled.WeightedLayers)
        {
            foreach (var weight in layer.Layer.Weights)
            {
                using var scope = NewDisposeScope();
                var least = weight.Shape.Length == 1 || weight.Count < 12 * weight.Shape[^1] ? 1 : -1;
                var values = Enumerable.Range(0, (int)weight.Count).Select(_ => (float)random.Next(least, 3)).ToArray();
                var whole = tensor(values).reshape([.. weight.Shape.Select(size => (long)size)]);
                var columns = whole.reshape(-1, weight.Shape[^1]).sum(0);
                layer.SetFromKeras(weight.Name, where(columns.le(0), ones_like(whole), whole));
            }
        }
    }

    // The cases are about channels; not all of them end in a softmax over the labels.
    private sealed class NoLoss : Loss
    {
        public override Tensor Sum(Tensor logits, Tensor labels, Tensor? weights = null) => logits.sum();

        public override Tensor Predict(Tensor logits) => logits.flatten(1).argmax(1);

        public override Tensor Probabilities(Tensor logits) => logits.flatten(1).softmax(1);
    }
}
