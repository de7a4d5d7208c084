namespace ArchSpec.Plugins.Tests.Specs;

/// <summary>Models inside of the model, and several outputs.</summary>
internal static class ModelCases
{
    private const string Twins = """
        - Functional:
            layers:
              - Dense: { units: 4, name: a }
              - Dense: { units: 5, name: b }
            outputs: [a, b]
          name: twins

        """;

    public static IReadOnlyList<SpecCase> All { get; } =
    [
        new("a chain in a model", "- Sequential: { layers: [Conv2D: [4, 3, 1, same], MaxPooling2D], name: features }\n  repeat: 2\n- Flatten: { inputs: features_2 }\n- Dense: 2\n"),
        new("a model that takes two", "archspec: 1\ninputs: { l: [8], r: [8] }\nlayers:\n- Functional:\n    inputs: { x: [8], y: [8] }\n    layers:\n    - Add: { inputs: [x, y] }\n  inputs: [l, r]\n"),
        new("a model in a model in a block", "archspec: 1\ninput: [8, 8, 3]\nblocks:\n  B:\n    parameters: [n, c: 3]\n    layers:\n    - Functional:\n        input: [~, 8, \"${c}\"]\n        layers: [{ Sequential: { layers: [{ Conv2D: [\"${n}\", 1] }, { C: \"${n}\" }] }, name: \"s_${n}\" }]\n  C: { parameters: [n], layers: [Conv2D: [\"${n}\", 1]] }\nlayers: [B: 4, B: [2, 4], Flatten]\n"),
        new("the outputs by number", Twins + "- Concatenate: { inputs: [twins/0, twins/1, twins] }\n- Flatten\n"),
        new("the input of a model by a word", "- Functional: { layers: [Conv2D: [3, 1], { Add: , inputs: [input, conv2d] }] }\n"),
        new("a model without layers", "- Sequential: ⟦AS0102⟧{ name: a }\n- Flatten: { inputs: a }\n", "Sequential needs the key 'layers'"),
        new("a model with an empty list of layers", "- Functional: { layers: ⟦AS0106⟧[] }\n- Flatten\n", "this Functional has no layers"),
        new("a model that is a word", "- ⟦AS0103⟧Sequential\n- Flatten\n", "'Sequential' must be a mapping with layers, received nothing"),
        new("a model that is a list", "- Sequential: ⟦AS0103⟧[Flatten]\n- Flatten\n", "received a list of 1"),
        new("layers of a model that are a word", "- Functional: { layers: ⟦AS0103⟧Flatten }\n"),
        new("outputs of a chain", "- Sequential: { layers: [Flatten], ⟦AS0101⟧outputs: flatten }\n", "Sequential has no key 'outputs'; it may have input, inputs, layers"),
        new("an unknown word of a model", "- Functional: { layers: [Flatten], ⟦AS0101⟧ouputs: flatten }\n", "did you mean 'outputs'?"),
        new("its own inputs in the place of what it is called on", "- Functional: { inputs: ⟦AS0103⟧[input_layer], layers: [Flatten] }\n- Dense: 3\n", "a mapping of names to shapes"),
        new("inputs given in both ways", "- Functional: { input: [8, 8, 3], inputs: ⟦AS0108⟧{ a: [8, 8, 3] }, layers: [Flatten] }\n"),
        new("a name given inside and outside of a model", "- Functional: { layers: [Flatten], ⟦AS0108⟧name: a }\n  name: b\n"),
        new("a bad shape of a model's input", "- Functional: { input: ⟦AS0105⟧[8, x, 3], layers: [Flatten] }\n- Dense: 3\n"),
        new("two inputs of a chain", "- Sequential: { inputs: { a: [8, 8, 3], ⟦AS0304⟧b: [3] }, layers: [Flatten] }\n", "Sequential takes one input, received 2"),
        new("an error inside of a model", "- Functional:\n    layers:\n      - Conv2D: { filters: 3, kernel_size: 3, ⟦AS0202⟧clour: red }\n      - ⟦AS0201⟧Sequental: 3\n- Flatten\n", "did you mean 'Sequential'?"),
        new("a shape inside of a model", "- Functional:\n    layers: [⟦AS0301⟧MaxPooling2D: 9]\n- Flatten\n"),
        new("a shape inside of a model in a block", "archspec: 1\ninput: [8, 8, 3]\nblocks: { B: { layers: [Sequential: { layers: [⟦AS0301⟧MaxPooling2D: 9] }] } }\nlayers: [B]\n", "in B, used at"),
        new("a layer around a model is unknown inside", "- Conv2D: { filters: 3, kernel_size: 1, name: a }\n- Functional: { layers: [{ Flatten: , inputs: ⟦AS0302⟧a }] }\n"),
        new("a layer inside of a model is unknown around", "- Functional: { layers: [{ Flatten: , name: a }] }\n- Dense: { units: 1, inputs: ⟦AS0302⟧a }\n"),
        new("one name in two models", "- Functional: { layers: [{ Flatten: , name: a }], name: a }\n- Functional: { layers: [{ Dense: 3, name: a }] }\n"),
        new("a name used twice inside of a model", "- Functional: { layers: [{ Flatten: , name: a }, { Dense: 3, name: ⟦AS0303⟧a }] }\n"),
        new("a model's name is used", "- Conv2D: [3, 1]\n- Functional: { layers: [Flatten], name: ⟦AS0303⟧conv2d }\n"),
        new("an unknown output of a model", "- Functional: { layers: [{ Flatten: , name: flat }], outputs: [⟦AS0302⟧falt] }\n", "did you mean 'flat'?"),
        new("a layer inside of a model that nobody uses", "- Functional: { layers: [{ Flatten: , name: a }, { ⟦AS0305⟧Dense: 3, name: b }], outputs: a }\n", "nothing uses the output of 'b'"),
        new("a call of a model that nobody uses", "- Functional: { layers: [Conv2D: [3, 1]], name: m }\n- ⟦AS0305⟧reuse: m\n  name: again\n- Flatten: { inputs: m }\n", "nothing uses the output of 'again'"),
        new("a call without a name that nobody uses", "- Conv2D: { filters: 3, kernel_size: 1, name: c }\n- ⟦AS0305⟧reuse: c\n- Flatten: { inputs: c }\n", "nothing uses the output of 'reuse: c'"),
        new("an input of a model that nobody uses", "archspec: 1\ninput: [8]\nlayers:\n- Functional: { inputs: { a: [8], ⟦AS0305⟧b: [8] }, layers: [{ Dense: 3, inputs: a }] }\n  inputs: [input_layer, input_layer]\n", "nothing uses the input 'b'"),
        new("a model that returns what it takes", "- Functional: { inputs: { a: [8, 8, 3] }, layers: [{ Flatten: }], outputs: [a, flatten, flatten] }\n"),
        new("the first layer of a model with two inputs", "archspec: 1\ninput: [8]\nlayers:\n- Functional: { inputs: { a: [8], b: [8] }, layers: [⟦AS0306⟧Add] }\n  inputs: [input_layer, input_layer]\n", "there are a, b"),
        new("a model of two inputs on one", "archspec: 1\ninput: [8]\nlayers:\n- ⟦AS0304⟧Functional: { inputs: { a: [8], b: [8] }, layers: [{ Add: , inputs: [a, b] }], name: sum }\n", "Functional 'sum' takes 2 inputs (a, b), received 1"),
        new("a model of one input on two", "archspec: 1\ninputs: { l: [8], r: [8] }\nlayers:\n- ⟦AS0304⟧Functional: { layers: [Dense: 3] }\n  inputs: [l, r]\n", "takes one input unless it declares its 'inputs', received 2"),
        new("a chain on two inputs", "archspec: 1\ninputs: { l: [8], r: [8] }\nlayers:\n- ⟦AS0304⟧Sequential: { input: [8], layers: [Dense: 3] }\n  inputs: [l, r]\n", "takes one input, received 2"),
        new("a model of an unknown layer", "- Functional: { layers: [Flatten] }\n  inputs: ⟦AS0302⟧x\n- Dense: 3\n"),
        new("errors in a model of an unknown layer", "- Functional: { input: [8, 8, 3], layers: [⟦AS0301⟧MaxPooling2D: 9] }\n  inputs: ⟦AS0302⟧x\n- Dense: 3\n"),
        new("branches in a chain", "- Sequential:\n    layers:\n    - branches: [[], []]\n      join: ⟦AS0309⟧Add\n", "a sequential model is one chain", "'add' does not"),
        new("two outputs in a chain", "archspec: 1\nmodel: sequential\ninput: [8, 8, 3]\nlayers:\n" + Twins.Replace("Functional", "⟦AS0309⟧Functional", StringComparison.Ordinal), "'twins' does not"),
        new("an input of another size", "- Conv2D: { filters: 3, kernel_size: 3, name: c }\n- ⟦AS0310⟧Functional: { inputs: { x: [8, ~, 3] }, layers: [Flatten], name: m }\n", "Functional 'm' takes 8 × None × 3 as its input 'x', received 6 × 6 × 3 from 'c'"),
        new("an input of another rank", "- Flatten\n- ⟦AS0310⟧Sequential: { input: [8, 8, 3], layers: [Flatten] }\n", "received 192 from 'flatten'"),
        new("a call on another size", "- Sequential: { layers: [Conv2D: [3, 1]], name: m }\n- MaxPooling2D\n- ⟦AS0310⟧reuse: m\n", "'m' takes 8 × 8 × 3 as its input 'input_layer_1', received 4 × 4 × 3 from 'max_pooling2d'"),
        new("a call inside of a call on another size", "- Functional:\n    input: [~, ~, 3]\n    layers: [Sequential: { input: [8, 8, 3], layers: [Conv2D: [3, 1]] }]\n  name: m\n- MaxPooling2D\n- ⟦AS0310⟧reuse: m\n", "Sequential 'sequential' takes"),
        new("a call on a size that is too small", "- Functional: { input: [~, ~, 3], layers: [{ Conv2D: [3, 3], name: c }, { Conv2D: [3, 3, 4] }], name: m }\n- ⟦AS0301⟧reuse: m\n", "Conv2D 'c' in m: "),
        new("a call on two inputs", "- Functional: { layers: [Conv2D: [3, 1]], name: m }\n- ⟦AS0304⟧reuse: m\n  inputs: [m, m]\n", "Functional 'm' takes one input, received 2"),
        new("an output that is not there", Twins + "- Flatten: { inputs: ⟦AS0311⟧twins/2 }\n", "there is no 'twins/2': 'twins' has 2 outputs, 'twins' to 'twins/1'"),
        new("a second output of a layer", "- Flatten: { name: f }\n- Dense: { units: 1, inputs: ⟦AS0311⟧f/1 }\n", "'f' has one output"),
        new("a second output of a name for an output", Twins + "- reuse: twins\n  inputs: ⟦AS0311⟧input_layer/1\n"),
        new("an output of an unknown layer", "- Flatten: { inputs: ⟦AS0302⟧a/1 }\n", "there is no layer 'a' above"),
        new("an output of the model by a number that is not there", "archspec: 1\ninput: [8]\noutputs: [⟦AS0311⟧a/1]\nlayers: [Dense: { units: 3, name: a }]\n"),
        new("an output of a layer with errors", "- Functional: { layers: [⟦AS0301⟧MaxPooling2D: 9], name: m }\n- Flatten: { inputs: m/1 }\n"),
        new("a block called like a model", "archspec: 1\ninput: [8]\nblocks: { ⟦AS0402⟧Sequential: { layers: [Flatten] } }\nlayers: [Flatten]\n"),
        new("a block that uses itself in a model", "archspec: 1\ninput: [8, 8, 3]\nblocks: { A: { layers: [Sequential: { layers: [⟦AS0404⟧A] }] } }\nlayers: [A]\n", "does 'A' use itself?"),
        new("errors in a model of a library", "archspec: 1\nblocks:\n  A:\n    parameters: [n]\n    layers:\n      - Functional: { input: [8, 8, \"${n}\"], layers: [⟦AS0201⟧Covn2D: 3, Dense: \"${n}\"], ⟦AS0101⟧output: a }\n"),
        new("a failed shape in a model", "archspec: 1\ninput: [8]\nblocks: { A: { parameters: [n], layers: [{ Functional: { input: [⟦AS0401⟧\"${m}\"], layers: [Dense: 3] } }, Dense: 5] } }\nlayers: [A: 3]\n"),
        new("a join that is a model", "- branches: [[], []]\n  join: ⟦AS0103⟧{ Functional: { layers: [Flatten] } }\n"),
        new("models of models of models", Deep()),
    ];

    // A thousand calls of a thousand calls of a thousand calls.
    private static string Deep() => "- Functional:\n    layers:\n    - Functional:\n        layers:\n        - Functional:\n            layers: [{ Dense: { units: 3, name: a } }, { Sequential: { layers: [{ Dense: 3, repeat: 20 }], name: b } }, { reuse: b }, { reuse: b }, { reuse: b }]\n            name: c\n"
        + string.Concat(Enumerable.Repeat("        - reuse: c\n", 20)) + "      name: d\n" + string.Concat(Enumerable.Repeat("    - reuse: d\n", 4)) + "    - ⟦AS0308⟧reuse: d\n" + string.Concat(Enumerable.Repeat("    - reuse: d\n", 90)) + "- Flatten\n";
}
