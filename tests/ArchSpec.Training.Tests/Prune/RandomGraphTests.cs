using System.Collections.Concurrent;
using ArchSpec.Plugins;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Prune;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Prune;

/// <summary>
/// Check 3 of the design, and 2 and 6 on random graphs of all layers: no crash, no mismatch, and a second run has nothing to do.
/// </summary>
public sealed class RandomGraphTests
{
    private const int Graphs = 2000;

    // Of these no channel may ever go.
    private static readonly string[] Barriers = ["Dot", "Matmul", "EinsumDense", "LayerNormalization", "RMSNormalization", "UnitNormalization", "Softmax", .. RandomGraph.Colors];

    [Fact]
    public void Random_graphs_compute_the_same_without_their_dead_channels()
    {
        var (lost, seen) = (new ConcurrentDictionary<string, int>(), new ConcurrentDictionary<string, int>());
        var problems = new ConcurrentBag<string>();
        Parallel.For(0, Graphs, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, seed => Check(seed, lost, seen, problems));
        Assert.True(problems.IsEmpty, $"{problems.Count} graphs fail, such as {problems.MinBy(problem => problem.Length)}\n{string.Join('\n', problems.Select(problem => problem.Split('\n')[0]))}");

        // Every layer was there, and in every one that lets channels go some went.
        var types = BuiltInLayers.Registry.All.Select(layer => layer.Type).ToList();
        Assert.Empty(types.Except(seen.Keys));
        Assert.Empty(types.Except(Barriers).Except(lost.Keys));
        foreach (var rule in new[] { "group", "constant", "certified", "not certified", "block", "model", "shared", "joined twice", "second run" })
        {
            Assert.InRange(lost.GetValueOrDefault(rule), 10, Graphs);
        }

        Assert.InRange(seen["exact"], Graphs / 5, Graphs - 1);
    }

    private static void Check(int seed, ConcurrentDictionary<string, int> lost, ConcurrentDictionary<string, int> seen, ConcurrentBag<string> problems)
    {
        var graph = new RandomGraph(seed);
        try
        {
            using var scope = NewDisposeScope();
            using var model = new PruneModel(graph.Text, seed, images: 7).Kill(graph.Killed).Fix(graph.Fixed, 2);
            using var pruned = model.Prune();
            Note(pruned, lost, seen);
            if (graph.IsExact)
            {
                Count(seen, "exact");
            }

            if (seed % 10 == 0)
            {
                // Of a convolution with one group left, each channel may go by itself.
                var isTied = pruned.Plan.Map.Counts.Any(count => count.Argument.Name == "groups" && count.Identities.Any(identity => pruned.Plan.RemovedClasses.Contains(pruned.Plan.Map.ClassOf(identity))));
                Assert.True(isTied || model.PlanOf(pruned.Network).RemovedClasses.Count == 0, "a second run finds more");
                Count(lost, "second run");
            }

            Compare(model, pruned, graph.IsExact);
        }
        catch (Exception error)
        {
            problems.Add($"seed {seed}: {error}\nkilled {graph.Killed}, fixed {graph.Fixed}, of\n{graph.Text}");
        }
    }

    // In place and without copies, since there are so many: first in float32, then in float64.
    private static void Compare(PruneModel model, PrunedModel pruned, bool exact)
    {
        using var quiet = no_grad();
        using var random = new Generator(7);
        var (any, images) = (randint(-3, 4, [3, 3, 8, 4], ScalarType.Float64, generator: random), model.Pixels());
        var limit = pruned.Plan.Constants.Count > 0 ? 1e-5 : exact ? 0 : 1e-12;
        ChannelMask.Apply(model.Compiled, pruned.Plan);
        Assert.InRange(Difference(model.Compiled, pruned.Network, any.to(ScalarType.Float32)), 0, 1e-5);
        model.Compiled.to(ScalarType.Float64);
        pruned.Network.to(ScalarType.Float64);
        Assert.InRange(Difference(model.Compiled, pruned.Network, any), 0, limit);
        model.Compiled.Substitute = null;
        Assert.InRange(Difference(model.Compiled, pruned.Network, images), 0, limit);
    }

    // Relative to the largest output.
    private static double Difference(CompiledNetwork first, CompiledNetwork second, Tensor inputs)
    {
        first.eval();
        second.eval();
        var (expected, actual) = (first.Logits(inputs).to(ScalarType.Float64), second.Logits(inputs).to(ScalarType.Float64));
        return (expected - actual).abs().max().item<double>() / Math.Max(1, expected.abs().max().item<double>());
    }

    private static void Note(PrunedModel pruned, ConcurrentDictionary<string, int> lost, ConcurrentDictionary<string, int> seen)
    {
        var plan = pruned.Plan;
        foreach (var step in plan.Map.Graph.Steps)
        {
            Count(seen, step.Layer.TypeName);
            if (plan.Touches(step.Index))
            {
                Count(lost, step.Layer.TypeName);
                var isAgain = plan.Map.Graph.Steps.Count(other => other.Layer == step.Layer) > 1;
                Count(lost, isAgain ? "shared" : step.Path.Contains("/s", StringComparison.Ordinal) ? "model" : step.Path.Contains('/', StringComparison.Ordinal) ? "block" : "plain");
                Count(lost, step.Inputs.Distinct().Count() < step.Inputs.Length ? "joined twice" : "once");
            }
        }

        var removed = plan.Layers.SelectMany(layer => layer.Removed).ToList();
        Count(lost, plan.Map.Counts.Any(count => count.Argument.Name == "groups" && count.Identities.Any(identity => plan.RemovedClasses.Contains(plan.Map.ClassOf(identity)))) ? "group" : "no group");
        Count(lost, plan.Constants.Count > 0 ? "constant" : "no constant");
        Count(lost, removed.Exists(verdict => verdict.Certified) ? "certified" : "none certified");
        Count(lost, removed.Exists(verdict => !verdict.Certified && verdict.Reason.StartsWith("never", StringComparison.Ordinal)) ? "not certified" : "all certified");
    }

    private static void Count(ConcurrentDictionary<string, int> counts, string name) => counts.AddOrUpdate(name, 1, (_, count) => count + 1);
}
