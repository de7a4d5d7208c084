using ArchSpec.Graph;
using ArchSpec.Plugins.Tests.Layers;

namespace ArchSpec.Plugins.Tests.Graph;

public sealed class FlatGraphTests
{
    [Fact]
    public void Blocks_in_blocks_are_taken_apart()
    {
        var network = LayerRun.Build("""
            archspec: 1
            input: [4]
            blocks:
              Outer: { layers: [Inner, { Inner: , name: second }] }
              Inner: { layers: [{ branches: [[], [Dense: 4]], join: Add }] }
            layers:
              - Outer
              - Dense: 2

            """);

        var graph = FlatGraph.Of(network);

        Assert.Equal(["input_layer", "outer/inner/dense", "outer/inner/add", "outer/second/dense_1", "outer/second/add_1", "dense_2"], graph.Steps.Select(step => step.Path));
        Assert.Equal(["", "0", "0 1", "2", "2 3", "4"], graph.Steps.Select(step => string.Join(' ', step.Inputs)));
        Assert.Equal([5], graph.Outputs.ToArray());
        Assert.Equal(network.Parameters, graph.WeightedLayers.Sum(layer => layer.Layer.Parameters));
        Assert.All(graph.Steps, (step, index) => Assert.Equal(index, step.Index));
    }

    [Fact]
    public void An_empty_block_is_its_input()
    {
        var graph = FlatGraph.Of(LayerRun.Build("archspec: 1\ninput: [4]\nblocks: { Nothing: { layers: [] } }\nlayers: [Nothing, Dense: 2, Nothing]\n"));

        Assert.Equal(["input_layer", "dense"], graph.Steps.Select(step => step.Path));
        Assert.Equal([1], graph.Outputs.ToArray());
    }

    [Fact]
    public void A_layer_that_is_called_twice_is_two_steps_with_one_set_of_weights()
    {
        var graph = FlatGraph.Of(LayerRun.Build("archspec: 1\ninput: [4]\nlayers:\n- Dense: { units: 4, name: a }\n- reuse: a\n- reuse: a\n"));

        Assert.Equal(["input_layer", "a", "a", "a"], graph.Steps.Select(step => step.Path));
        Assert.Equal("a", Assert.Single(graph.WeightedLayers).Path);
        Assert.Equal([2], graph.Steps[3].Inputs.ToArray());
    }

    [Fact]
    public void Several_outputs_keep_their_order() => Assert.Equal(
        [2, 1], FlatGraph.Of(LayerRun.Build("archspec: 1\ninput: [4]\noutputs: [b, a]\nlayers:\n- Dense: { units: 4, name: a }\n- Dense: { units: 5, name: b }\n")).Outputs.ToArray());
}
