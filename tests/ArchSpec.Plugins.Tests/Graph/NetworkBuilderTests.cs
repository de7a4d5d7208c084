using ArchSpec.Graph;
using ArchSpec.Plugins.Tests.Layers;

namespace ArchSpec.Plugins.Tests.Graph;

public sealed class NetworkBuilderTests
{
    private const string Base = "=== base.yaml\narchspec: 1\ninput: [8, 8, 3]\nweights: imagenet\nlayers:\n  - Conv2D: { filters: 4, kernel_size: 1, name: a }\n  - Conv2D: { filters: 5, kernel_size: 1, name: b }\n  - MaxPooling2D: { name: pool }\n  - Conv2D: { filters: 6, kernel_size: 1, name: c }\n";

    [Fact]
    public void A_chain_has_a_node_for_each_layer_in_order()
    {
        var network = Chain("- Conv2D: [4, 3]\n- Flatten\n- Dense: 5");

        Assert.Equal(["input_layer", "conv2d", "flatten", "dense"], Names(network));
        Assert.Equal("5", network.Outputs[0].Shape.ToString());
        Assert.Equal(112 + (144 * 5) + 5, network.Parameters);
        Assert.Equal(network.Parameters, network.TrainableParameters);
        Assert.Equal("functional", network.Name);
    }

    [Fact]
    public void Automatic_names_count_for_each_type_and_given_names_do_not() =>
        Assert.Equal(["input_layer", "dense", "mine", "dense_1"], Names(Chain("- Dense: 4\n- Dense: { units: 4, name: mine }\n- Dense: 4")));

    [Fact]
    public void Repeat_numbers_the_names() => Assert.Equal(
        ["input_layer", "a_1", "a_2", "dense", "dense_1", "dense_2"], Names(Chain("- Dense: 4\n  name: a\n  repeat: 2\n- Dense: 4\n  repeat: 3")));

    [Fact]
    public void Inputs_name_layers_above()
    {
        var network = Chain("- Dense: 4\n  name: a\n- Dense: 4\n  name: b\n- Add:\n  inputs: [a, b]\n- Dense: 2\n  inputs: a\n- Concatenate:\n  inputs: [dense, add]");

        Assert.Equal(["dense", "add"], network.Outputs[0].Source.Inputs.Select(input => input.Source.Layer.Name));
        Assert.Equal("8 × 8 × 6", network.Outputs[0].Shape.ToString());
    }

    [Fact]
    public void Branches_start_from_one_input_and_an_empty_one_is_it()
    {
        var network = Chain("- branches:\n    - []\n    - - Dense: 3\n      - Dense: 3\n  join: Add\n  name: sum\n- Dense: 1");

        Assert.Equal(["input_layer", "dense", "dense_1", "sum", "dense_2"], Names(network));
        Assert.Equal(["input_layer", "dense_1"], network.Nodes[3].Inputs.Select(input => input.Source.Layer.Name));
    }

    [Fact]
    public void A_join_may_have_the_name() =>
        Assert.Equal("sum", Chain("- branches: [[], []]\n  join: { Add: { name: sum } }").Outputs[0].Source.Layer.Name);

    [Fact]
    public void A_layer_that_is_called_again_has_its_weights_once()
    {
        var network = LayerRun.Build("""
            archspec: 1
            inputs: { left: [7], right: [7] }
            layers:
              - Dense: { units: 5, name: shared, inputs: left }
              - reuse: shared
                inputs: right
                name: second
              - Dense: 5
              - Add: { inputs: [shared, second, dense] }

            """);

        var calls = network.Nodes.Where(node => node.Layer.Name == "shared").ToList();
        Assert.Equal([0, 1], calls.Select(node => node.Call));
        Assert.Same(calls[0].Layer, calls[1].Layer);
        Assert.Equal([calls[0], calls[1]], network.Outputs[0].Source.Inputs.Take(2).Select(input => input.Source));
        Assert.Equal(40 + 30, network.Parameters);
        Assert.Equal((2 * 70) + 50, network.Flops);
    }

    [Fact]
    public void Several_outputs_are_in_the_order_that_the_spec_gives()
    {
        var network = LayerRun.Build("archspec: 1\ninput: [7]\noutputs: [b, a]\nlayers:\n- Dense: 5\n  name: a\n- Dense: 6\n  name: b\n");

        Assert.Equal(["6", "5"], network.Outputs.Select(output => output.Shape.ToString()));
    }

    [Fact]
    public void What_no_output_needs_is_left_out()
    {
        var network = LayerRun.Build("archspec: 1\ninput: [7]\noutputs: a\nlayers:\n- Dense: 5\n  name: a\n- Dense: 6\n  name: b\n");

        Assert.Equal(["input_layer", "a"], Names(network));
    }

    [Fact]
    public void A_block_is_one_layer_with_a_network_of_its_own()
    {
        var network = LayerRun.Build("archspec: 1\ninput: [7]\nblocks: { B: { parameters: [n, m: \"${n // 2}\"], layers: [Dense: \"${n}\", { Dense: \"${m}\", name: last }] } }\nlayers:\n- B: 8\n- B: [8, 3]\n  name: mine\n- Dense: 2\n");

        Assert.Equal(["input_layer", "b", "mine", "dense_2"], Names(network));
        Assert.Equal(["input", "dense", "last"], Names(network.Layers[1].Body!));
        Assert.Equal(["4", "3"], network.Nodes.Skip(1).Take(2).Select(node => node.Output.ToString()));
        Assert.Equal((7 * 8) + 8 + (8 * 4) + 4, network.Layers[1].Parameters);
    }

    [Fact]
    public void An_inline_block_is_its_layers()
    {
        var network = LayerRun.Build("archspec: 1\ninput: [7]\nblocks: { B: { inline: true, layers: [Dense: 7, { Add: , inputs: [input, dense] }] } }\nlayers:\n- Dense: 7\n  name: first\n- B:\n  name: whole\n- Dense: 3\n- Add:\n  inputs: [whole, first]\n");

        Assert.Equal(["input_layer", "first", "dense", "add", "add_1"], Names(network));
        Assert.Equal(["first", "dense"], network.Nodes[3].Inputs.Select(input => input.Source.Layer.Name));
    }

    [Theory]
    [InlineData("- Dense: 4\n  trainable: false", 0)]
    [InlineData("- Dense: { units: 4, trainable: false }", 0)]
    [InlineData("- Dense: 4\n  trainable: true", 16)]
    [InlineData("- Composite:\n  trainable: false", 0)]
    [InlineData("- Inline:\n  trainable: false", 0)]
    [InlineData("- HalfFrozen", 16)]
    [InlineData("- HalfFrozen:\n  trainable: true", 16)]
    [InlineData("- branches: [[Dense: 4], [Composite]]\n  trainable: false", 0)]
    [InlineData("- Dense: 3\n  name: a\n- reuse: a\n- Dense: 4\n  trainable: false", 12)]
    public void A_frozen_layer_has_no_trainable_parameters(string layers, long expected) => Assert.Equal(
        expected,
        LayerRun.Build($"archspec: 1\ninput: [3]\nblocks:\n  Composite: {{ layers: [Dense: 4, Composite2] }}\n  Composite2: {{ layers: [Dense: 4] }}\n  Inline: {{ inline: true, layers: [Dense: 4] }}\n  HalfFrozen: {{ layers: [{{ Dense: 3, trainable: false }}, Dense: 4] }}\nlayers:\n{layers}\n").TrainableParameters);

    [Theory]
    [InlineData("true", "a b c")]
    [InlineData("false", "")]
    [InlineData("{ from: b }", "b c")]
    [InlineData("{ until: b }", "a b")]
    [InlineData("{ from: b, until: pool }", "b")]
    [InlineData("{ from: pool, until: pool }", "")]
    public void A_range_of_a_base_is_trainable(string range, string expected)
    {
        var network = LayerRun.Build($"archspec: 1\nbase: {{ file: base.yaml, trainable: {range} }}\nlayers: [Flatten, Dense: 2]\n{Base}");

        Assert.Equal($"{expected} dense".Trim(), string.Join(' ', network.Layers.Where(layer => layer.TrainableParameters > 0).Select(layer => layer.Name)));
    }

    [Fact]
    public void A_layer_that_is_called_again_behind_a_range_stays_trainable()
    {
        var network = LayerRun.Build("archspec: 1\nbase: { file: base.yaml, trainable: { until: a } }\n=== base.yaml\narchspec: 1\ninput: [3]\nlayers:\n- Dense: { units: 3, name: a }\n- Dense: { units: 3, name: b }\n- reuse: a\n");

        Assert.Equal([true, false], network.Layers.Skip(1).Select(layer => layer.Trainable));
    }

    [Fact]
    public void Until_cuts_a_base_and_its_weights()
    {
        var network = LayerRun.Build($"archspec: 1\nname: cut\nbase: {{ file: base.yaml, until: pool }}\nlayers: [Flatten, Dense: 2]\n{Base}");

        Assert.Equal(["input_layer", "a", "b", "pool", "flatten", "dense"], Names(network));
        Assert.Equal("cut", network.Name);
        var weights = Assert.Single(network.WeightSources);
        Assert.Equal(("imagenet", null), (weights.Source, weights.FullPath));
        Assert.Equal(["a", "b"], weights.Layers.ToArray());
    }

    [Fact]
    public void Weights_are_for_the_layers_so_far()
    {
        var network = LayerRun.Build($"archspec: 1\nbase: {{ file: base.yaml, weights: w.safetensors }}\nweights: w.safetensors\nlayers: [Flatten, Dense: 2]\n{Base}=== w.safetensors\n");

        Assert.Equal([3, 3, 4], network.WeightSources.Select(weights => weights.Layers.Length));
        Assert.Equal("w.safetensors", Path.GetFileName(network.WeightSources[2].FullPath));
    }

    [Fact]
    public void The_spec_may_give_another_input_than_its_base()
    {
        var network = LayerRun.Build($"archspec: 1\ninput: [16, 16, 1]\nbase: base.yaml\n{Base}");

        Assert.Equal("16 × 16 × 1", Assert.Single(network.Inputs).Shape.ToString());
    }

    [Fact]
    public void A_sequential_model_is_a_chain()
    {
        var network = LayerRun.Build("archspec: 1\ninput: [7]\nmodel: sequential\nlayers: [Dense: 5, Dense: 3]\n");

        Assert.Equal((ModelKind.Sequential, "sequential"), (network.Kind, network.Name));
    }

    private static Network Chain(string layers) => LayerRun.Build($"archspec: 1\ninput: [8, 8, 3]\nlayers:\n{layers}\n");

    private static IEnumerable<string> Names(Network network) => network.Layers.Select(layer => layer.Name);
}
