using ArchSpec.Rewrite;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Prune;
using ArchSpec.Training.Prune.Parts;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Prune.Parts;

/// <summary>Finds the parts of a <see cref="PruneModel"/> that are of no use, and takes them out.</summary>
internal static class PartModels
{
    /// <summary>What goes, as <c>"add[1]: a b"</c>: which input of which join, and the layers that go with it.</summary>
    public static string Text(this PartPlan plan) => string.Join("; ", plan.Cuts.Select(cut =>
        $"{cut.Join.Path}[{cut.Input}]: {string.Join(' ', cut.Steps.Select(step => step.Path))}"));

    /// <summary>What stays, and why.</summary>
    public static string WhyKept(this PartPlan plan) => string.Join("; ", plan.Refused.Select(refusal => $"{refusal.Join.Path}[{refusal.Input}] {refusal.Reason}"));

    public static PartPlan Find(this PruneModel model, PruneMode mode = PruneMode.Lossless, int batchSize = 8)
    {
        var measured = Measurement.Of(model.Draft, new Evaluator(model.Compiled, new FirstOutput(), batchSize, CPU), model.Images);
        return measured.Parts(model.Images.Split.ClassNames, mode, new SafeLimits());
    }

    /// <summary>The smaller model by a spec that was written by hand.</summary>
    public static (PruneDraft Draft, PruneProof Proof) TakeOut(this PruneModel model, PartPlan plan, string smallSpec)
    {
        var text = smallSpec.StartsWith("- ", StringComparison.Ordinal) ? PruneModel.Header + smallSpec : smallSpec;
        return PartStep.Apply(model.Draft, plan, [new RewrittenFile("smaller.yaml", text, IsNew: true)], model.Target(), model.Images);
    }

    /// <summary>Where smaller models would be written.</summary>
    public static PruneTarget Target(this PruneModel model) =>
        new(new PruneOutput(Path.Combine(model.Folder, "smaller.yaml"), model.Document, []), model.Registry, CPU);

    /// <summary>Makes a channel-wise or whole weight 0.</summary>
    public static PruneModel Zero(this PruneModel model, string layer, params string[] weights)
    {
        foreach (var weight in weights)
        {
            model.Change(layer, weight, whole => whole.zero_());
        }

        return model;
    }

    /// <summary>
    /// The small network, which the step has compared with the masked original, is the original one on the images: to the bit, all
    /// values being whole numbers.
    /// </summary>
    public static void AssertComputesTheSame(this PruneModel model, PartPlan plan, string smallSpec, double tolerance = 0)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var small = model.TakeOut(plan, smallSpec).Draft;
        using var written = PartStep.Apply(model.Draft, plan, model.Target(), model.Images).Draft;
        Assert.Equal(Layers(small), Layers(written));
        using var before = PruneModel.Copy(model.Compiled, ScalarType.Float64);
        using var after = PruneModel.Copy(small.Compiled, ScalarType.Float64);
        var inputs = Inputs(model);
        var (expected, actual) = (before.Logits(inputs), after.Logits(inputs));
        Assert.InRange((expected - actual).abs().max().item<double>() / Math.Max(1, expected.abs().max().item<double>()), 0, tolerance);
    }

    // The text that the step writes is of the same network as the one that was written by hand. Names are as they were where they can be.
    private static IEnumerable<string> Layers(PruneDraft draft) =>
        draft.Compiled.Graph.Steps.Select(step => $"{step.Layer.TypeName} of {string.Join(' ', step.Inputs)}: {step.Output}, {step.Layer.Parameters} parameters");

    private static Tensor Inputs(PruneModel model)
    {
        var batch = new ArchSpec.Training.Data.BatchReader(model.Images, model.Images.Count).InOrder().First();
        return ImageTensors.Of(batch, model.Images.Shape, model.Network.Range, CPU, ScalarType.Float64);
    }

    // The cases are about joins; not all of them end in a softmax over the labels.
    private sealed class FirstOutput : Loss
    {
        public override Tensor Sum(Tensor logits, Tensor labels, Tensor? weights = null) => logits.sum();

        public override Tensor Predict(Tensor logits) => logits.flatten(1).argmax(1);

        public override Tensor Probabilities(Tensor logits) => logits.flatten(1).softmax(1);
    }
}
