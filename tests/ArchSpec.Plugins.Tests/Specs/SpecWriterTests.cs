using ArchSpec.Graph;
using ArchSpec.Plugins.Tests.Layers;
using ArchSpec.Spec;
using ArchSpec.Summary;
using ArchSpec.Testing;

namespace ArchSpec.Plugins.Tests.Specs;

/// <summary>A written spec, read again, is the same network and the same training.</summary>
public sealed class SpecWriterTests
{
    private static readonly SummaryOptions Everything = new() { ShowTrainable = true, ExpandNested = true, ShowFlops = true };

    [Theory]
    [InlineData("cnn")]
    [InlineData("cnn-light")]
    [InlineData("googlenet")]
    [InlineData("googlenet-light")]
    [InlineData("vgg16")]
    [InlineData("vgg16-truncated")]
    [InlineData("final-model")]
    public void An_architecture_stays_what_it_is(string name)
    {
        var document = new SpecLoader(BuiltInLayers.Registry).Load(RepositoryRoot.In("architectures", $"{name}.yaml"));

        AssertSame(NetworkBuilder.Build(document, BuiltInLayers.Registry), document.Training);
    }

    public static TheoryData<string, string> Graphs => new()
    {
        { "several inputs and outputs", "inputs: { a: [8, 8, 3], b: [8, 8, 3] }\nlayers:\n- Add: {}\n  name: sum\n  inputs: [a, b]\n- Flatten:\n  name: flat\noutputs: [flat, sum]\n" },
        { "a layer called twice", "inputs: { a: [4], b: [4] }\nlayers:\n- Dense: 3\n  name: eye\n  inputs: [a]\n- reuse: eye\n  name: other\n  inputs: [b]\n- Concatenate: {}\n  inputs: [eye, other]\n" },
        { "a layer called twice, in the other order", "inputs: { a: [4], b: [4] }\nlayers:\n- Dense: 3\n  name: eye\n  inputs: [a]\n- reuse: eye\n  name: other\n  inputs: [b]\n- Concatenate: {}\n  inputs: [other, eye]\n" },
        { "a layer called on its own output", "input: [4]\nlayers:\n- Dense: 4\n  name: loop\n- reuse: loop\n- reuse: loop\n" },
        { "a layer named like a call", "input: [4]\nlayers:\n- Dense: 4\n  name: loop_call_2\n- Dense: 4\n  name: loop\n- reuse: loop\n- Dense: 1\n" },
        { "a frozen layer with odd texts", "name: 'it: \"is\" #1'\ninput: [4]\nlayers:\n- Dense: { units: 2, use_bias: false }\n  name: 'yes'\n  trainable: false\n" },
        { "a block with defaults", "input: [8, 8, 3]\nblocks:\n  Pair:\n    parameters: [n, k: 3]\n    layers:\n    - Conv2D: { filters: '${n}', kernel_size: '${k}', padding: same }\n    - Conv2D: { filters: '${n * 2}', kernel_size: 1 }\nlayers:\n- Pair: 2\n- Pair: { n: 3, k: 1 }\n  trainable: false\n" },
        { "blocks among named and counted layers", "input: [8, 8, 3]\nblocks:\n  Pair:\n    parameters: [n]\n    layers:\n    - Conv2D: { filters: '${n}', kernel_size: 1 }\n    - Conv2D: { filters: '${n}', kernel_size: 1 }\n      name: mine\nlayers:\n- Conv2D: [4, 1]\n- Conv2D: [4, 1]\n  name: given\n- Pair: 2\n- Pair: 2\n  name: twin\n- Conv2D: [4, 1]\n- Pair: 3\n" },
        { "an inline block, repeated", "input: [8, 8, 3]\nblocks:\n  Pair:\n    parameters: [n]\n    inline: true\n    layers:\n    - Conv2D: { filters: '${n}', kernel_size: 3, padding: same }\n    - Activation: relu\nlayers:\n- Pair: 2\n  repeat: 3\n" },
        { "models in models", "input: [8, 8, 3]\nlayers:\n- Sequential: { layers: [Conv2D: [4, 3], { Sequential: { layers: [Conv2D: [4, 1], { Functional: { layers: [Conv2D: [4, 1]] } }] } }], trainable: false }\n- Functional:\n    inputs: { x: [~, ~, 4] }\n    layers:\n    - Conv2D: { filters: 4, kernel_size: 1, name: conv2d }\n    - Functional: { input: [6, 6, 4], layers: [{ Flatten: , name: conv2d }], name: inner }\n- Functional: { layers: [Dense: 3, { Sequential: { layers: [Dense: 4] } }] }\n- Functional: { layers: [Dense: 3] }\n" },
        { "a model of two outputs, called on two sizes", "inputs: { a: [8, 8, 3], b: [6, 9, 3] }\nlayers:\n- Functional:\n    input: [~, ~, 3]\n    layers:\n    - Conv2D: { filters: 4, kernel_size: 3, name: c }\n    - GlobalAveragePooling2D: { name: g }\n    outputs: [c, input, g]\n  name: m\n  inputs: a\n- reuse: m\n  inputs: b\n  name: n\n- Add: { inputs: [m/2, n/2], name: sum }\noutputs: [sum, n, m/1]\n" },
        { "blocks with models, and names counted behind them", "input: [8, 8, 3]\nblocks:\n  B:\n    parameters: [n]\n    layers:\n    - Sequential: { layers: [Conv2D: ['${n}', 1], C] }\n    - Functional: { layers: [{ Conv2D: ['${n}', 1], trainable: false }] }\n  C: { layers: [Activation: relu] }\nlayers:\n- B: 2\n- Sequential: { layers: [B: 3, { Sequential: { layers: [B: 4] } }] }\n- B: 5\n- Functional: { layers: [C, Dense: 2] }\n" },
        { "a chain of models", "model: sequential\ninput: [8, 8, 3]\nlayers:\n- Functional: { layers: [Conv2D: [4, 3]] }\n- Sequential: { input: [6, 6, 4], layers: [Flatten] }\n- Functional: { inputs: { x: [144] }, layers: [Dense: 4] }\n" },
        { "a chain that Keras calls sequential", "model: sequential\ninput: [~, ~, 3]\nlayers:\n- Conv2D: { filters: 2, kernel_size: [1, 3], strides: [1, 2] }\n- GlobalAveragePooling2D\n" },
    };

    [Theory]
    [MemberData(nameof(Graphs))]
    public void A_graph_stays_what_it_is(string what, string text)
    {
        Assert.NotEmpty(what);
        AssertSame(LayerRun.Build($"archspec: 1\n{text}"), new TrainingOptions());
    }

    [Fact]
    public void Training_stays_what_it_is()
    {
        var training = Load("""
            archspec: 1
            input: [4]
            layers: [Dense: 1]
            training:
              loss: binary_crossentropy
              optimizer: { SGD: { learning_rate: 1.5e-7, momentum: 0.9, nesterov: true } }
              batch_size: 7
              epochs: 3
              validation_split: 0.15
              seed: 2147483647
              early_stopping: { monitor: val_accuracy, patience: 4, min_delta: 0.001, restore_best_weights: true }
            """).Training;

        AssertSame(LayerRun.Build("archspec: 1\ninput: [4]\nlayers: [Dense: 1]\n"), training);
    }

    private static void AssertSame(Network network, TrainingOptions training)
    {
        var text = SpecWriter.Write(network, training);
        var again = Load(text);
        var read = NetworkBuilder.Build(again, BuiltInLayers.Registry);

        Assert.Equal(KerasSummary.Render(network, Everything), KerasSummary.Render(read, Everything));
        Assert.Equal(Steps(network), Steps(read));
        Assert.Equal(text, SpecWriter.Write(read, again.Training));
    }

    private static SpecDocument Load(string text)
    {
        using var folder = new TempFolder();
        return new SpecLoader(BuiltInLayers.Registry).Load(folder.Write("spec.yaml", text));
    }

    // The graph that is compiled, to the last argument; the summary does not show which call is taken.
    private static List<string> Steps(Network network)
    {
        var graph = FlatGraph.Of(network);
        return
        [
            .. graph.Steps.Select(step => $"{step.Path} {step.Layer.TypeName} {step.Output} <- {string.Join(", ", step.Inputs)} {step.Layer.Trainable || step.Layer.Weights.IsEmpty} "
                + string.Join(", ", (step.Layer.Layer?.Arguments ?? []).Select(argument => $"{argument.Name}: {step.Layer.Arguments.ValueOf(argument)}"))),
            string.Join(", ", graph.Outputs),
        ];
    }
}
