namespace ArchSpec.Plugins.Tests.Specs;

/// <summary>AS02: layer types and their arguments.</summary>
internal static class LayerCases
{
    public static IReadOnlyList<SpecCase> All { get; } =
    [
        new("an unknown layer type", "- ⟦AS0201⟧Covn2D: { filters: 8, kernel_size: 3 }\n- Flatten\n- Dense: 5\n", "did you mean 'Conv2D'?"),
        new("an unknown layer type as a word", "- ⟦AS0201⟧flatten\n", "did you mean 'Flatten'?"),
        new("a layer type of PyTorch", "- ⟦AS0201⟧MaxPool2d: 2\n", "did you mean 'MaxPooling2D'?"),
        new("a layer type that is near to none", "- ⟦AS0201⟧Transformer\n", "there is no layer type or block 'Transformer'"),
        new("a call", "- ⟦AS0201⟧Conv2D(32, 3)\n- ⟦AS0201⟧Flatten()\n", "did you mean 'Conv2D: [32, 3]'?", "did you mean 'Flatten'?"),
        new("a call with names", "- ⟦AS0201⟧layers.Conv2D(32, (3, 3), activation='relu', padding=\"same\"),\n", "did you mean 'Conv2D: { filters: 32, kernel_size: [3, 3], activation: relu, padding: same }'?"),
        new("a call of one tuple", "- ⟦AS0201⟧MaxPooling2D((2, 2))\n", "did you mean 'MaxPooling2D: { pool_size: [2, 2] }'?"),
        new("a call that is added to a model", "- ⟦AS0201⟧model.add(Dense(10, kernel_regularizer=regularizers.l2(0.01), use_bias=False, input_shape=(8, 8, 3)))\n", "did you mean 'Dense: { units: 10, kernel_regularizer: { l2: 0.01 }, use_bias: false }'?"),
        new("a block as a call", "archspec: 1\ninput: [8, 8, 3]\nblocks: { Step: { parameters: [n], layers: [{ Conv2D: { filters: '${n}', kernel_size: 3 } }] } }\nlayers:\n  - ⟦AS0201⟧Step(8)\n", "did you mean 'Step: 8'?"),
        new("a call that breaks off", "- ⟦AS0201⟧Dense(10\n", "a layer's arguments stand behind a colon"),
        new("a call of nothing known", "- ⟦AS0201⟧Transformer(3)\n", "there is no layer type or block 'Transformer(3)'"),
        new("a layer without a blank behind its colon", "- Flatten\n- ⟦AS0201⟧Dense:2\n", "did you mean 'Dense: 2'?"),
        new("names in a list of arguments", "- Conv2D: [32, [3, 3], ⟦AS0206⟧activation: relu, padding: same]\n", "write 'Conv2D: { filters: 32, kernel_size: [3, 3], activation: relu, padding: same }'"),
        new("arguments that are a list", "- Conv2D:\n    - ⟦AS0206⟧filters: 8\n    - kernel_size: 3\n", "write 'Conv2D: { filters: 8, kernel_size: 3 }'"),
        new("arguments with signs of equality", "- Conv2D: ⟦AS0206⟧filters=32, kernel_size=3\n", "write 'Conv2D: { filters: 32, kernel_size: 3 }'"),
        new("values as Python has them", "- Dense:\n    units: ⟦AS0203⟧'10'\n    use_bias: ⟦AS0203⟧'True'\n    activation: ⟦AS0203⟧tf.nn.relu\n    kernel_initializer: ⟦AS0203⟧he_normal()\n    bias_regularizer: ⟦AS0203⟧l2(0.01)\n", "write it without quotes", "did you mean 'true'?", "did you mean 'relu'?", "did you mean 'he_normal'?", "did you mean '{ l2: 0.01 }'?"),
        new("a tuple for a size", "- Conv2D:\n    filters: 8\n    kernel_size: ⟦AS0203⟧(3, 3)\n", "received '(3, 3)'; did you mean '[3, 3]'?"),
        new("nothing as Python has it, for an activation", "- Dense: { units: 2, activation: ⟦AS0203⟧None }\n", "did you mean 'linear'?"),
        new("another case", "- Conv2D: { filters: 8, kernel_size: 3, padding: ⟦AS0203⟧SAME, activation: ⟦AS0203⟧Relu }\n", "did you mean 'same'?", "did you mean 'relu'?"),
        new("a mistyped block", "archspec: 1\ninput: [8, 8, 3]\nblocks: { Inception: { layers: [Flatten] } }\nlayers: [⟦AS0201⟧Incepton]\n", "did you mean 'Inception'?"),
        new("an unknown argument", "- Conv2D: { filters: 8, kernel_size: 3, ⟦AS0202⟧colour: red }\n", "Conv2D has no argument 'colour'; it takes filters, kernel_size"),
        new("a mistyped argument that is needed", "- Conv2D: { ⟦AS0202⟧filtres: 8, kernel_size: 3 }\n", "did you mean 'filters'?"),
        new("an argument of a layer that takes none", "- branches: [[], []]\n  join: { Average: { ⟦AS0202⟧axis: 1 } }\n", "it takes none"),
        new("a missing argument", "- ⟦AS0204⟧Conv2D: { filters: 8 }\n", "Conv2D needs 'kernel_size': a whole number of at least 1"),
        new("a layer without its arguments", "- ⟦AS0204⟧Dense\n- Flatten\n", "Dense needs 'units'"),
        new("too many arguments", "- Activation: [relu, ⟦AS0205⟧8]\n", "at most 1 arguments (activation), received 2"),
        new("arguments of a layer that takes none", "- branches: [[], []]\n  join: { Average: ⟦AS0205⟧1 }\n", "Average takes no arguments"),
        new("a word for a number", "- Dense: { units: ⟦AS0203⟧many }\n", "Dense: 'units' must be a whole number of at least 1, received 'many'"),
        new("a number in quotes", "- Dense: { units: ⟦AS0203⟧\"5\" }\n", "received the text '5'"),
        new("a number that is too small", "- Dense: { units: ⟦AS0203⟧0 }\n"),
        new("a number that is too large", "- Dense: { units: ⟦AS0203⟧2147483648 }\n"),
        new("a fraction", "- Dense: { units: ⟦AS0203⟧5.0 }\n"),
        new("a number with underscores", "- Dense: { units: ⟦AS0203⟧1_000 }\n"),
        new("a hexadecimal number", "- Dense: { units: ⟦AS0203⟧0x10 }\n"),
        new("an octal number", "- Dense: { units: ⟦AS0203⟧0o17 }\n"),
        new("a number that YAML 1.1 takes for octal", "- Dense: { units: ⟦AS0203⟧010 }\n"),
        new("a number in scientific form", "- Dense: { units: ⟦AS0203⟧1e2 }\n"),
        new("a number that is none", "- Dropout: ⟦AS0203⟧.nan\n", "a number from 0 to 1"),
        new("an infinite number", "- Dropout: ⟦AS0203⟧Infinity\n"),
        new("a rate above 1", "- Dropout: ⟦AS0203⟧1.01\n"),
        new("a list of three for a size", "- Conv2D: { filters: 8, kernel_size: ⟦AS0203⟧[3, 3, 3] }\n", "received a list of 3"),
        new("a size of 0", "- Conv2D: { filters: 8, kernel_size: ⟦AS0203⟧[3, 0] }\n"),
        new("an unknown choice", "- Conv2D: { filters: 8, kernel_size: 3, padding: ⟦AS0203⟧smae }\n", "one of valid, same"),
        new("a mapping for a number", "- Dense: { units: ⟦AS0203⟧{ a: 1 } }\n", "received a mapping"),
        new("a yes for a flag", "- Dense: { units: 5, use_bias: ⟦AS0203⟧yes }\n", "true or false"),
        new("an argument of PyTorch's kind of image", "- Flatten: { data_format: ⟦AS0203⟧channels_first }\n", "one of channels_last"),
        new("a bad argument hides no other, and breaks what follows in silence", """
            - Conv2D: { filters: 8, kernel_size: ⟦AS0203⟧x, padding: ⟦AS0203⟧y }
            - MaxPooling2D: 2
            - Flatten
            - Dense: ⟦AS0203⟧z

            """),
    ];
}
