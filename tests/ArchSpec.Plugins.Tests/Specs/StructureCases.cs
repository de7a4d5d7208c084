namespace ArchSpec.Plugins.Tests.Specs;

/// <summary>AS01 and AS06: the structure of a spec, and its training.</summary>
internal static class StructureCases
{
    private const string Spec = "archspec: 1\ninput: [8, 8, 3]\nlayers: [Flatten]\n";

    public static IReadOnlyList<SpecCase> All { get; } =
    [
        new("an unknown key", Spec + "⟦AS0101⟧colour: red\n", "a spec has no key 'colour'", "it may have"),
        new("a mistyped key", Spec + "⟦AS0101⟧trainnig: { epochs: 3 }\n", "did you mean 'training'?"),
        new("a mistyped version", "⟦AS0101⟧archspce: 1\ninput: [8, 8, 3]\nlayers: [Flatten]\n", "did you mean 'archspec'?"),
        new("a mistyped input", "archspec: 1\n⟦AS0101⟧imput: [8, 8, 3]\nlayers: [Flatten]\n", "did you mean 'input'?"),
        new("mistyped layers", "archspec: 1\ninput: [8, 8, 3]\n⟦AS0101⟧layer: [Flatten]\n", "did you mean 'layers'?"),
        new("a missing version", "⟦AS0102⟧input: [8, 8, 3]\nlayers: [Flatten]\n", "needs the key 'archspec'"),
        new("another version", "archspec: ⟦AS0104⟧2\nlayerz: 5\n", "received '2'"),
        new("layers that are a text", "archspec: 1\ninput: [8, 8, 3]\nlayers: ⟦AS0103⟧Flatten\n", "'layers' must be a list of layers, received 'Flatten'"),
        new("layers that are nothing", "archspec: 1\ninput: [8, 8, 3]\nlayers:⟦AS0103⟧\n", "received nothing"),
        new("a name that is a list", Spec + "name: ⟦AS0103⟧[a]\n", "received a list of 1"),
        new("a kind of model that is unknown", Spec + "model: ⟦AS0103⟧recurrent\n", "one of functional, sequential"),
        new("an item that is a list", "- ⟦AS0103⟧[Flatten]\n", "a layer type, or a mapping with one"),
        new("an item that is nothing", "- ⟦AS0103⟧~\n- Flatten\n- Dense: 5\n", "received nothing"),
        new("an input without a dimension", "archspec: 1\ninput: ⟦AS0105⟧[]\nlayers: [Flatten]\n", "1 to 4 dimensions"),
        new("an input with a dimension of 0", "archspec: 1\ninput: ⟦AS0105⟧[0, 8, 3]\nlayers: [Flatten]\n", "received [0, 8, 3]"),
        new("an input that is a number", "archspec: 1\ninput: ⟦AS0105⟧224\nlayers: [Flatten]\n", "received '224'"),
        new("an input that is too large", "archspec: 1\ninput: ⟦AS0105⟧[1048576, 1048576, 1048576, 1048576]\nlayers: [Flatten]\n"),
        new("an input with a word", "archspec: 1\ninput: ⟦AS0105⟧[8, wide, 3]\nlayers: [Flatten]\n", "[8, wide, 3]"),
        new("an input that says no shape", "archspec: 1\ninput: ⟦AS0102⟧{ range: [0, 255] }\nlayers: [Flatten]\n", "an input needs the key 'shape'"),
        new("an input with an unknown key", "archspec: 1\ninput: { shape: [8, 8, 3], ⟦AS0101⟧rnage: [0, 255] }\nlayers: [Flatten]\n", "did you mean 'range'?"),
        new("a long input with a wrong shape", "archspec: 1\ninputs: { a: { shape: ⟦AS0105⟧[8, 0, 3], range: [0, 255] } }\nlayers: [Flatten]\n", "received [8, 0, 3]"),
        .. new[] { "[255, 0]", "[1, 1]", "[0, many]", "[0]", "[0, 1, 2]", "[-1e60, 1]", "[1, 1.00000000001]", "255", "~", "\"[0, 255]\"" }.Select(range =>
            new SpecCase($"a range that is {range}", $"archspec: 1\ninput: {{ shape: [8, 8, 3], range: ⟦AS0110⟧{range} }}\nlayers: [Flatten]\n", "two numbers for black and white", "received")),
        new("a range with a mistyped name", "archspec: 1\ninput: { shape: [8, 8, 3], range: ⟦AS0110⟧cafe }\nlayers: [Flatten]\n", "received 'cafe'; did you mean 'caffe'?"),
        new("a range without a deviation", "archspec: 1\ninput: { shape: [8, 8, 3], range: ⟦AS0102⟧{ mean: 0.5 } }\nlayers: [Flatten]\n", "range needs the key 'std'"),
        new("a range with an unknown key", "archspec: 1\ninput: { shape: [8, 8, 3], range: { mean: 0.5, ⟦AS0101⟧sdt: 0.5 } }\nlayers: [Flatten]\n", "did you mean 'std'?"),
        new("a mean that is a word", "archspec: 1\ninput: { shape: [8, 8, 3], range: { mean: ⟦AS0103⟧half, std: 0.5 } }\nlayers: [Flatten]\n", "'mean' must be a number or a list of numbers"),
        new("a deviation of 0", "archspec: 1\ninput: { shape: [8, 8, 3], range: ⟦AS0110⟧{ mean: 0.5, std: [1, 0, 1] } }\nlayers: [Flatten]\n", "std above 0"),
        new("a mean and a deviation of other lengths", "archspec: 1\ninput: { shape: [8, 8, 3], range: ⟦AS0110⟧{ mean: [1, 2, 3], std: [1, 2] } }\nlayers: [Flatten]\n", "as many as channels"),
        new("a range for other channels", "archspec: 1\ninput: { shape: [8, 8, 3], range: ⟦AS0110⟧{ mean: [1, 2], std: 1 } }\nlayers: [Flatten]\n", "pictures of height × width × 2", "the input is 8 × 8 × 3"),
        new("a grey picture in three colours", "archspec: 1\ninput: { shape: [8, 8, 1], range: ⟦AS0110⟧torch }\nlayers: [Flatten]\n", "the input is 8 × 8 × 1"),
        new("a range of what is no picture", "archspec: 1\ninput: { shape: [8], range: ⟦AS0110⟧[0, 255] }\nlayers: [Dense: 2]\n", "height × width × channels", "the input is 8"),
        new("a range inside of the model", "- Sequential: { input: { shape: [8, 8, 3], range: ⟦AS0110⟧[0, 255] }, layers: [Flatten] }\n", "belongs to the input of the whole model; this Sequential"),
        new("no layers", "⟦AS0106⟧archspec: 1\ninput: [8, 8, 3]\n", "needs 'layers:' or 'base:'"),
        new("an empty list of layers", "⟦AS0106⟧archspec: 1\ninput: [8, 8, 3]\nlayers: []\n"),
        new("no input", "⟦AS0107⟧archspec: 1\nlayers: [Flatten]\n", "needs 'input:"),
        new("an input given in both ways", "archspec: 1\ninput: [8, 8, 3]\ninputs: ⟦AS0108⟧{ a: [8, 8, 3] }\nlayers: [Flatten]\n"),
        new("an option given inside and outside", "- Dense: { units: 5, ⟦AS0108⟧name: a }\n  name: b\n", "'name' is given twice"),
        new("two types in one item", "- ⟦AS0109⟧Dense: 5\n  Flatten:\n", "received 2: Dense, Flatten"),
        new("arguments that are not indented", "- ⟦AS0109⟧Conv2D:\n  filters: 8\n  kernel_size: 3\n", "further to the right"),
        new("an item without a type", "- ⟦AS0109⟧name: a\n", "names no layer type"),
        new("several errors in one run", """
            archspec: 1
            input: [8, 8, 3]
            ⟦AS0101⟧nmae: many
            layers:
              - Conv2D: { ⟦AS0202⟧filter: 8, kernel_size: 3 }
              - ⟦AS0201⟧MaxPool2D: 2
              - Dense: { units: ⟦AS0203⟧many }
            training: { optimizer: ⟦AS0601⟧Adma, epochs: ⟦AS0103⟧0 }

            """),
        new("an unknown optimizer", Spec + "training: { optimizer: ⟦AS0601⟧SDG }\n", "did you mean 'SGD'?", "there are SGD, Adam, AdamW"),
        new("an optimizer that is a list", Spec + "training: { optimizer: ⟦AS0601⟧[Adam] }\n", "a list of 1"),
        new("an unknown argument of an optimizer", Spec + "training: { optimizer: { Adam: { ⟦AS0202⟧lerning_rate: 0.1 } } }\n", "did you mean 'learning_rate'?"),
        new("a bad argument of an optimizer", Spec + "training: { optimizer: { Adam: { beta_1: ⟦AS0203⟧1 } } }\n", "a number of at least 0 and below 1"),
        new("an optimizer without arguments", Spec + "training: { optimizer: { Adam: } }\n"),
        new("training that is nothing", Spec + "training:⟦AS0103⟧\n", "'training' must be a mapping"),
        new("an unknown loss", Spec + "training: { loss: ⟦AS0103⟧mes }\n", "a loss: one of categorical_crossentropy"),
        new("an unknown argument of a loss", Spec + "training: { loss: { huber: { ⟦AS0202⟧dleta: 1 } } }\n", "did you mean 'delta'?"),
        new("a loss by its class name", Spec + "training: { loss: { CategoricalCrossentropy: { label_smoothing: 0.1 } } }\n"),
        new("a learning rate that is no number", Spec + "training: { optimizer: { Adam: { learning_rate: ⟦AS0203⟧fast } } }\n", "a number of at least 0, or a schedule: one of ExponentialDecay"),
        new("a learning rate below 0", Spec + "training: { optimizer: { Adam: { learning_rate: ⟦AS0203⟧-1 } } }\n", "received '-1'"),
        new("a schedule", Spec + "training: { optimizer: { Adam: { learning_rate: { CosineDecay: [0.1, 100] } } } }\n"),
        new("a schedule without its steps", Spec + "training: { optimizer: { Adam: { learning_rate: { ⟦AS0204⟧CosineDecay: { initial_learning_rate: 0.1 } } } } }\n", "decay_steps"),
        new("rates that do not go with their boundaries", Spec + "training: { optimizer: { SGD: { learning_rate: ⟦AS0602⟧{ PiecewiseConstantDecay: [[10, 20], [0.1, 0.2]] } } } }\n", "'values' must be one more than 'boundaries', received 2 values and 2 boundaries"),
        new("boundaries out of order", Spec + "training: { optimizer: { SGD: { learning_rate: ⟦AS0602⟧{ PiecewiseConstantDecay: [[20, 10], [0.1, 0.2, 0.3]] } } } }\n", "received 10 after 20"),
        new("two ways of clipping", Spec + "training: { optimizer: ⟦AS0602⟧{ Adam: { clipnorm: 1, clipvalue: 0.5 } } }\n", "only one of clipnorm, clipvalue and global_clipnorm may be given, received clipnorm and clipvalue"),
        new("a loss scale of 0", Spec + "training: { optimizer: ⟦AS0602⟧{ Adam: { loss_scale_factor: 0 } } }\n", "'loss_scale_factor' must be above 0, received 0"),
        new("a plateau under a schedule", Spec + "training: { optimizer: { SGD: { learning_rate: { CosineDecay: [0.1, 10] } } }, reduce_lr_on_plateau: ⟦AS0602⟧{ patience: 2 } }\n", "reduce_lr_on_plateau: it needs a learning rate that is a number, received the schedule CosineDecay"),
        new("a rate for nobody", Spec + "training: { learning_rate_multipliers: { ⟦AS0603⟧steam: 0.1 } }\n", "'steam' matches no layer with weights"),
        new("a class weight that is a word", Spec + "training: { class_weight: { red: ⟦AS0103⟧much } }\n", "received 'much'"),
        new("class weights that are a list", Spec + "training: { class_weight: ⟦AS0103⟧[1, 2] }\n", "'class_weight' must be balanced, or a mapping of class names to numbers, received a list of 2"),
        new("a plateau that is a number", Spec + "training: { reduce_lr_on_plateau: ⟦AS0103⟧3 }\n", "'reduce_lr_on_plateau' must be a mapping, received '3'"),
        new("a factor that raises the rate", Spec + "training: { reduce_lr_on_plateau: { factor: ⟦AS0103⟧1.5 } }\n", "'factor' must be"),
        new("a power of Ftrl above 0", Spec + "training: { optimizer: ⟦AS0602⟧{ Ftrl: { learning_rate_power: 0.5 } } }\n", "'learning_rate_power' must be 0 or below, received 0.5"),
        new("an unknown key of training", Spec + "training: { ⟦AS0101⟧epoch: 3 }\n", "did you mean 'epochs'?"),
        new("an unknown key of early stopping", Spec + "training: { early_stopping: { ⟦AS0101⟧patient: 3 } }\n", "did you mean 'patience'?"),
        new("early stopping that is a flag", Spec + "training: { early_stopping: ⟦AS0103⟧true }\n", "a mapping"),
    ];
}
