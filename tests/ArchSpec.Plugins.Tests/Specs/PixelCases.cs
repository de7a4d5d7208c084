namespace ArchSpec.Plugins.Tests.Specs;

/// <summary>AS0312: pixels that a model scales, and that were scaled before.</summary>
internal static class PixelCases
{
    private const string Scaled = "archspec: 1\ninput: { shape: [8, 8, 3], range: [0, 255] }\nlayers:\n";
    private const string Conv = "- Conv2D: [4, 3]\n- Flatten\n";

    private static readonly (string Title, string Text)[] First =
    [
        ("1/255", "- ⟦AS0312⟧Rescaling: 0.00392156862745098\n"),
        ("1/127.5 and an offset", "- ⟦AS0312⟧Rescaling: { scale: 0.00784313725490196, offset: -1 }\n"),
        ("a number for each channel", "- ⟦AS0312⟧Rescaling: { scale: [0.017, 0.0175, 0.0174], offset: [-2.1, -2.0, -1.8] }\n"),
        ("a division", "- ⟦AS0312⟧TrueDivide: 127.5\n- Subtract: 1.0\n"),
        ("a division behind a difference", "- Subtract: 127.5\n- ⟦AS0312⟧Divide: 127.5\n"),
        ("a product", "- ⟦AS0312⟧Multiply: 0.0039\n"),
        ("a mean and a variance", "- ⟦AS0312⟧Normalization: { mean: [123.7, 116.3, 103.5], variance: [3410, 3260, 3290] }\n"),
        ("augmentation before it", "- RandomFlip: horizontal\n- RandomRotation: 0.1\n- RandomZoom: 0.1\n- Resizing: [8, 8]\n- ⟦AS0312⟧Rescaling: 0.0039\n"),
        ("augmentation of a model", "- Sequential: { layers: [RandomFlip, RandomTranslation: [0.1, 0.1]] }\n- ZeroPadding2D: 1\n- ⟦AS0312⟧Rescaling: 0.0039\n"),
        ("a model inside", "- Functional: { layers: [Identity, ⟦AS0312⟧Rescaling: 0.0039] }\n"),
        ("several of them", "- ⟦AS0312⟧Rescaling: 0.0039\n- Rescaling: 0.5\n- Rescaling: 0.0039\n"),
    ];

    private static readonly (string Title, string Text)[] Right =
    [
        ("a rescaling of other pixels", $"{Scaled}- Rescaling: 0.0039\n{Conv}"),
        ("a rescaling of Keras's other pixels", $"{Scaled}- Rescaling: [0.0078, -1]\n{Conv}"),
        ("a rescaling to another middle", $"- Rescaling: [2, -1]\n{Conv}"),
        ("a rescaling by a tenth", $"- Rescaling: 0.1\n{Conv}"),
        ("a standardisation of 0 to 1", $"- Normalization: {{ mean: [0.485, 0.456, 0.406], variance: [0.052, 0.05, 0.051] }}\n{Conv}"),
        ("a rescaling behind a layer with weights", "- Conv2D: [3, 1]\n- Rescaling: 0.0039\n- Flatten\n"),
        ("a rescaling of what is no picture", "archspec: 1\ninput: [8]\nlayers:\n- Rescaling: 0.0039\n- Dense: 2\n"),
        ("a rescaling of pixels of caffe", $"archspec: 1\ninput: {{ shape: [8, 8, 3], range: caffe }}\nlayers:\n- Rescaling: 0.0039\n{Conv}"),
    ];

    public static IReadOnlyList<SpecCase> All { get; } =
    [
        .. First.Select(made => new SpecCase($"pixels scaled twice: {made.Title}", made.Text + Conv, "pixels of [0, 1] no further apart than 0.0", "say input: { shape: [8, 8, 3], range: [0, 255] }")),
        .. Right.Select(made => new SpecCase($"pixels scaled once: {made.Title}", made.Text)),
        new("pixels of -1 to 1 scaled twice", $"archspec: 1\ninputs: {{ eye: {{ shape: [8, 8, 3], range: [-1, 1] }} }}\nlayers:\n- ⟦AS0312⟧Rescaling: 0.0039\n{Conv}", "pixels of [-1, 1] no further apart than 0.0078", "say inputs: { eye: { shape: [8, 8, 3], range: [0, 255] } }"),
        new("pixels scaled twice in a block", "archspec: 1\ninput: [8, 8, 3]\nblocks: { Prepare: { parameters: [by], layers: [⟦AS0312⟧Rescaling: \"${by}\"] } }\nlayers: [Prepare: 0.0039, Flatten]\n"),
        new("pixels scaled twice in a base", "archspec: 1\nbase: b.yaml\nlayers: [Flatten]\n=== b.yaml\narchspec: 1\ninput: [8, 8, 3]\nlayers:\n  - ⟦AS0312⟧Rescaling: 0.0039\n  - Conv2D: [4, 3]\n"),
        new("pixels scaled twice on one of two ways", "- Rescaling: { scale: 2, name: bright }\n- ⟦AS0312⟧Rescaling: 0.0039\n  inputs: input_layer\n  name: dark\n- Concatenate: { inputs: [bright, dark] }\n" + Conv),
        new("a base whose range the spec keeps", "archspec: 1\nbase: b.yaml\ninput: [4, 4, 3]\nlayers: [Flatten]\n=== b.yaml\narchspec: 1\ninput: { shape: [8, 8, 3], range: [0, 255] }\nlayers: [Rescaling: 0.0039]\n"),
        new("a base whose range is for other channels", "archspec: 1\nbase: b.yaml\ninput: [4, 4, 1]\nlayers: [Flatten]\n=== b.yaml\narchspec: 1\ninput: { shape: [8, 8, 3], range: ⟦AS0110⟧caffe }\nlayers: [ReLU]\n", "the input is 4 × 4 × 1"),
    ];
}
