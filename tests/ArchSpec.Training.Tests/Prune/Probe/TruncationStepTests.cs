using ArchSpec.Rewrite;
using ArchSpec.Training.Prune;
using ArchSpec.Training.Prune.Probe;
using ArchSpec.Training.Tests.Prune.Parts;
using ArchSpec.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Prune.Probe;

/// <summary>A model that is cut keeps the weights in front of the cut, and those of its head that still fit.</summary>
public sealed class TruncationStepTests
{
    private const string Front = "- Conv2D: { filters: 3, kernel_size: 3, padding: same, activation: relu, name: a }\n- MaxPooling2D: { pool_size: 2, name: first }\n";
    private const string Middle = "- Conv2D: { filters: 5, kernel_size: 3, padding: same, activation: relu, name: b }\n- MaxPooling2D: { pool_size: 2, name: second }\n";
    private const string Deep = "- GlobalAveragePooling2D\n- Dense: { units: 6, activation: relu, name: hidden }\n- Dense: { units: 3, activation: softmax, name: head }\n";
    private const string Shallow = "- GlobalAveragePooling2D\n- Dropout: 0.2\n- Dense: { units: 3, activation: softmax, name: head }\n";

    [Fact]
    public void With_the_probe_as_its_head_it_is_right_without_any_training()
    {
        using var model = StageNet.Make(deciding: 3);
        var curve = model.Curve();
        var cut = Cut(model, curve.Suggest(0)!, Until(StageNet.Spec(), "block3_pool"));
        using var draft = cut.Draft;

        Assert.True(cut.StartsFromProbe);
        Assert.Equal(["head"], cut.Fresh);
        Assert.Equal(curve.Points[2].Parameters, draft.Network.Parameters);
        Assert.Equal(curve.Points[2].Flops, draft.Network.Flops);
        var evaluation = (StageNet.EvaluatorOf(model, 16) with { Network = draft.Compiled }).Run(model.Images);
        Assert.Equal(1, evaluation.Accuracy);
        Assert.InRange(evaluation.Loss, 0, 0.05);
    }

    [Fact]
    public void Its_front_and_what_fits_of_its_head_are_those_of_before_and_the_rest_is_new()
    {
        using var scope = NewDisposeScope();
        using var model = new PruneModel(Front + Middle + Deep);
        var point = model.Curve().Points[0];
        var (one, same, other) = (Cut(model, point, Front + Deep, seed: 1), Cut(model, point, Front + Deep, seed: 1), Cut(model, point, Front + Deep, seed: 2));

        Assert.False(one.StartsFromProbe);
        Assert.Equal(["hidden"], one.Fresh);
        Assert.Equal(["a/kernel", "a/bias", "head/kernel", "head/bias"], Alike(model.Draft, one.Draft));
        Assert.Equal(["a/kernel", "a/bias", "hidden/kernel", "hidden/bias", "head/kernel", "head/bias"], Alike(same.Draft, one.Draft));
        Assert.DoesNotContain("hidden/kernel", Alike(other.Draft, one.Draft));
        foreach (var cut in new[] { one, same, other })
        {
            cut.Draft.Dispose();
        }
    }

    [Fact]
    public void A_head_of_one_layer_behind_a_dropout_begins_as_the_probe()
    {
        using var scope = NewDisposeScope();
        using var model = new PruneModel(Front + Middle + Shallow);
        var point = model.Curve().Points[0];
        var cut = Cut(model, point, Front + Shallow);
        using var draft = cut.Draft;
        var kernel = NetworkWeights.Copy(draft.Compiled).Single(pair => pair.Name == "head/kernel").Values;

        Assert.True(cut.StartsFromProbe);
        Assert.Equal(point.Solution[0] * point.Sharpness, kernel[0, 0].item<float>(), 1e-5);
    }

    [Fact]
    public void A_stage_that_there_is_not_is_refused()
    {
        using var model = new PruneModel(Front + Middle + Deep);
        var point = model.Curve().Points[0] with { Layer = "b" };

        var error = Assert.Throws<PruneException>(() => TruncationStep.Apply(model.Draft, point, "", 1, model.Target(), model.Images));
        Assert.Equal("'model' can be cut behind first, received 'b'", error.Message);
    }

    [Fact]
    public void A_model_without_a_head_is_refused()
    {
        using var model = new PruneModel(Front);
        var point = new TruncationPoint("first", "head", 3, 1, 1, 1, 1);

        var error = Assert.Throws<PruneException>(() => TruncationStep.Apply(model.Draft, point, "", 1, model.Target(), model.Images));
        Assert.StartsWith("'model' cannot be cut: no layer turns the image as a whole into a vector", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_spec_whose_front_is_another_is_refused()
    {
        using var model = new PruneModel(Front + Middle + Deep);
        var point = model.Curve().Points[0];
        var linear = Front.Replace("activation: relu, ", "", StringComparison.Ordinal);
        var wide = Front.Replace("filters: 3", "filters: 4", StringComparison.Ordinal);
        model.Change("a", "bias", bias => bias.fill_(-1));

        Assert.StartsWith("the pruned network does not compute", Assert.Throws<PruneException>(() => Cut(model, point, linear + Deep)).Message, StringComparison.Ordinal);
        Assert.Equal(
            "the new spec changes the weights of 'a', which is in front of the cut, and nothing has been written",
            Assert.Throws<PruneException>(() => Cut(model, point, wide + Deep)).Message);
        Assert.StartsWith("the new spec has the Conv2D layer 'b' where", Assert.Throws<PruneException>(() => Cut(model, point, Front + Middle + Deep)).Message, StringComparison.Ordinal);
    }

    private static CutModel Cut(PruneModel model, TruncationPoint point, string spec, long seed = 1)
    {
        var text = spec.StartsWith("- ", StringComparison.Ordinal) ? PruneModel.Header + spec : spec;
        return TruncationStep.Apply(model.Draft, point, seed, [new RewrittenFile("smaller.yaml", text, IsNew: true)], model.Target(), model.Images);
    }

    private static IEnumerable<string> Alike(PruneDraft before, PruneDraft after)
    {
        var old = NetworkWeights.Copy(before.Compiled).ToDictionary(pair => pair.Name, pair => pair.Values);
        return NetworkWeights.Copy(after.Compiled)
            .Where(pair => old.TryGetValue(pair.Name, out var values) && values.shape.SequenceEqual(pair.Values.shape) && values.eq(pair.Values).all().item<bool>())
            .Select(pair => pair.Name);
    }

    // The lines up to a layer, and the head.
    private static string Until(string spec, string layer)
    {
        var lines = spec.Split('\n').ToList();
        var end = lines.FindIndex(line => line.Contains($"name: {layer} ", StringComparison.Ordinal));
        var head = lines.FindIndex(line => line.Contains("GlobalAverage", StringComparison.Ordinal));
        return string.Join('\n', lines.Take(end + 1).Concat(lines.Skip(head)));
    }
}
