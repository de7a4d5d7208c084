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

    private const string Shared = """
        archspec: 1
        inputs: { a: [224, 192, 3], b: [32, 64, 3] }
        layers:
          - Functional:
              input: [null, null, 3]
              layers:
                - Sequential: { layers: [{ Conv2D: { filters: 8, kernel_size: 3, strides: 2, padding: same, name: c } }], name: stem }
                - GlobalAveragePooling2D: { name: g }
              outputs: [g, stem]
            name: m
            inputs: a
          - reuse: m
            inputs: b
            name: n
        outputs: [m/1, n/1, n]

        """;

    [Fact]
    public void A_model_that_is_called_twice_is_its_steps_twice_with_the_shapes_of_each_call()
    {
        var network = LayerRun.Build(Shared);
        var graph = FlatGraph.Of(network);

        Assert.Equal(["a", "b", "m/stem/c", "m/g", "m/stem/c", "m/g"], graph.Steps.Select(step => step.Path));
        Assert.Equal(["224 × 192 × 3", "32 × 64 × 3", "112 × 96 × 8", "8", "16 × 32 × 8", "8"], graph.Steps.Select(step => step.Output.ToString()));
        Assert.Equal(["", "", "0", "2", "1", "4"], graph.Steps.Select(step => string.Join(' ', step.Inputs)));
        Assert.Same(graph.Steps[2].Layer, graph.Steps[4].Layer);
        Assert.Equal([2, 4, 5], graph.Outputs.ToArray());
        Assert.Equal([("m", 0), ("m", 1)], graph.DeclaredInputs.Select(declared => (declared.Path, declared.Step)));
        Assert.Equal("m/stem/c", Assert.Single(graph.WeightedLayers).Path);
    }

    [Fact]
    public void Operations_are_counted_for_each_call_and_weights_once()
    {
        var network = LayerRun.Build(Shared);

        Assert.Equal(2L * 27 * 8 * ((112 * 96) + (16 * 32)), network.Flops);
        Assert.Equal((27 * 8) + 8, network.Parameters);
    }
}
