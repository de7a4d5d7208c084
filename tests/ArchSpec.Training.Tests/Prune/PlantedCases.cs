namespace ArchSpec.Training.Tests.Prune;

/// <summary>A spec with channels killed in it, and those of them that can go.</summary>
/// <param name="Name">What the case is about.</param>
/// <param name="Spec">For <see cref="PruneModel"/>.</param>
/// <param name="Killed">The channels whose kernel and bias are such that ReLU gives 0.</param>
/// <param name="Removed">All that may be removed; null for those killed.</param>
public sealed record PlantedCase(string Name, string Spec, string Killed, string? Removed = null)
{
    /// <summary>Every kind of graph.</summary>
    internal static IReadOnlyList<PlantedCase> All { get; } = [.. Chains(), .. Convolutions(), .. Joins(), .. Calls(), .. Files(), .. UnitCases.All];

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static IEnumerable<PlantedCase> Chains() =>
    [
        new("chain", """
            - Conv2D: { filters: 8, kernel_size: 3, padding: same, activation: relu, name: a }
            - Conv2D: { filters: 6, kernel_size: 3, strides: 2, padding: same, activation: relu, name: b }
            """ + PruneModel.Head, "a: 1 3; b: 0 5"),
        new("convolution without bias, with dilation", """
            - Conv2D: { filters: 8, kernel_size: 3, dilation_rate: 2, padding: same, use_bias: false, activation: relu, name: a }
            - Conv2D: { filters: 4, kernel_size: [3, 1], use_bias: false, activation: relu, name: b }
            - Flatten
            - Dense: { units: 3, activation: softmax }
            """, "a: 0 7; b: 2"),
        new("flatten of 6 x 2", """
            - Conv2D: { filters: 5, kernel_size: 3, activation: relu, name: a }
            - Flatten
            - Dense: { units: 7, activation: relu, name: d }
            - Dense: { units: 3, activation: softmax }
            """, "a: 0 4; d: 2"),
        new("flatten behind pooling", """
            - Conv2D: { filters: 5, kernel_size: 3, padding: same, activation: relu, name: a }
            - MaxPooling2D: { pool_size: [2, 1] }
            - Dropout: 0.5
            - Flatten
            - Flatten
            - Dense: { units: 3, activation: softmax }
            """, "a: 1 2"),
        new("global pooling that keeps its dimensions", """
            - Conv2D: { filters: 5, kernel_size: 3, padding: same, activation: relu, name: a }
            - GlobalAveragePooling2D: { keepdims: true }
            - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: b }
            - Flatten
            - Dense: { units: 3, activation: softmax }
            """, "a: 1; b: 3"),
        new("activation and dropout apart", """
            - Conv2D: { filters: 6, kernel_size: 3, name: a }
            - Activation: relu
            - Dropout: 0.3
            - MaxPooling2D: { pool_size: 3, strides: 1, padding: same }
            """ + PruneModel.Head, "a: 2 5"),
        new("models inside of the model", """
            - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: a }
            - Functional:
                trainable: false
                layers:
                  - Sequential:
                      layers:
                        - Conv2D: { filters: 5, kernel_size: 3, padding: same, activation: relu, name: b }
                        - Conv2D: { filters: 6, kernel_size: 1, activation: relu, name: b2 }
                    name: inner
                  - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: c }
                outputs: [c, inner]
              name: outer
            - MaxPooling2D: { pool_size: 2, inputs: outer/1 }
            - branches: [[], [Conv2D: { filters: 3, kernel_size: 1, activation: relu, name: d }]]
            """ + PruneModel.Head, "a: 2; outer/inner/b: 0 4; outer/inner/b2: 3; d: 1"),
        new("a model called twice", """
            - Conv2D: { filters: 4, kernel_size: 3, padding: same, activation: relu, name: p }
            - Conv2D: { filters: 4, kernel_size: 3, padding: same, activation: relu, name: q, inputs: input_layer }
            - Sequential:
                layers:
                  - Conv2D: { filters: 5, kernel_size: 1, activation: relu, name: s }
                  - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: t }
              name: m
              inputs: p
            - reuse: m
              inputs: q
              name: again
            - Concatenate: { inputs: [m, again] }
            """ + PruneModel.Head, "p: 2; q: 2; m/s: 0 3; m/t: 1"),
        new("dense stack", """
            - Flatten
            - Dense: { units: 9, activation: relu, name: a }
            - Dense: { units: 6, activation: relu, name: b }
            - Dense: { units: 3, activation: softmax }
            """, "a: 0 8; b: 1 2 3"),
        new("dense over an image", """
            - Dense: { units: 6, activation: relu, name: a }
            - Dense: { units: 4, activation: relu, name: b }
            """ + PruneModel.Head, "a: 5; b: 0"),
        new("sigmoid makes a half of 0", """
            - Conv2D: { filters: 4, kernel_size: 3, activation: relu, name: a }
            - Activation: sigmoid
            - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: b }
            """ + PruneModel.Head, "a: 1; b: 2"),
        new("softmax in between", """
            - Conv2D: { filters: 4, kernel_size: 3, activation: relu, name: a }
            - Activation: softmax
            - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: b }
            """ + PruneModel.Head, "a: 1; b: 2", "b: 2"),
        new("groups", """
            - Conv2D: { filters: 6, kernel_size: 1, activation: relu, name: a }
            - Conv2D: { filters: 4, kernel_size: 1, groups: 2, activation: relu, name: b }
            - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: c }
            """ + PruneModel.Head, "a: 1; b: 2; c: 0", "c: 0"),
        new("a dead group", """
            - Conv2D: { filters: 6, kernel_size: 1, activation: relu, name: a }
            - Conv2D: { filters: 4, kernel_size: 3, padding: same, groups: 2, activation: relu, name: b }
            - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: c }
            """ + PruneModel.Head, "b: 2 3; c: 0", "a: 3 4 5; b: 2 3; c: 0"),
        new("a group for each channel", """
            - Conv2D: { filters: 6, kernel_size: 1, activation: relu, name: a }
            - Conv2D: { filters: 12, kernel_size: 3, groups: 6, activation: relu, name: b }
            - MaxPooling2D
            """ + PruneModel.Head, "b: 0 2 3 6 7 11", "a: 1 3; b: 2 3 6 7"),
        new("groups of groups", """
            - Conv2D: { filters: 8, kernel_size: 1, activation: relu, name: a }
            - Conv2D: { filters: 8, kernel_size: 1, groups: 4, activation: relu, name: b }
            - Conv2D: { filters: 6, kernel_size: 1, groups: 2, activation: relu, name: c }
            - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: d }
            """ + PruneModel.Head, "b: 0 1; c: 3 4 5", "a: 4 5 6 7; b: 4 5 6 7; c: 3 4 5"),
        new("groups of a concatenation of a layer with itself", """
            - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: a }
            - Concatenate: { inputs: [a, a] }
            - Conv2D: { filters: 4, kernel_size: 1, groups: 4, activation: relu, name: b }
            - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: c }
            """ + PruneModel.Head, "b: 1 3; c: 2", "a: 2 3; b: 1 3; c: 2"),
        new("all groups", """
            - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: a }
            - Conv2D: { filters: 4, kernel_size: 1, groups: 2, activation: relu, name: b }
            """ + PruneModel.Head, "b: 0 1 2 3", "a: 2 3; b: 2 3"),
        new("all of a layer", """
            - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: a }
            """ + PruneModel.Head, "a: 0 1 2 3", "a: 1 2 3"),
    ];

    private static IEnumerable<PlantedCase> Convolutions() =>
    [
        new("depthwise with a multiplier", """
            - Conv2D: { filters: 5, kernel_size: 3, padding: same, activation: relu, name: a }
            - DepthwiseConv2D: { kernel_size: 3, padding: same, depth_multiplier: 2, use_bias: false }
            - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: b }
            """ + PruneModel.Head, "a: 1 4; b: 0"),
        new("depthwise whose bias revives", """
            - Conv2D: { filters: 5, kernel_size: 3, padding: same, activation: relu, name: a }
            - DepthwiseConv2D: { kernel_size: 3, padding: same }
            - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: b }
            """ + PruneModel.Head, "a: 1 4; b: 0"),
        new("separable with a multiplier", """
            - Conv2D: { filters: 5, kernel_size: 3, padding: same, activation: relu, name: a }
            - SeparableConv2D: { filters: 4, kernel_size: 3, depth_multiplier: 3, activation: relu }
            - SeparableConv2D: { filters: 3, kernel_size: 1 }
            """ + PruneModel.Head, "a: 0 3"),
        new("transposed", """
            - Conv2D: { filters: 4, kernel_size: 2, strides: 2, activation: relu, name: a }
            - Conv2DTranspose: { filters: 5, kernel_size: 3, strides: 2, padding: same, activation: relu }
            - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: b }
            """ + PruneModel.Head, "a: 2; b: 1"),
        new("sequences", """
            - Reshape: { target_shape: [8, 12] }
            - Conv1D: { filters: 5, kernel_size: 3, padding: causal, activation: relu, name: a }
            - ZeroPadding1D: [[1, 2]]
            - SeparableConv1D: { filters: 4, kernel_size: 3, depth_multiplier: 2, activation: relu }
            - MaxPooling1D: 2
            - Conv1D: { filters: 6, kernel_size: 1, activation: relu, name: b }
            - DepthwiseConv1D: { kernel_size: 2, depth_multiplier: 3, use_bias: false }
            - Conv1DTranspose: { filters: 3, kernel_size: 2, strides: 2 }
            - GlobalAveragePooling1D
            - Dense: { units: 3, activation: softmax }
            """, "a: 1 4; b: 0 3"),
        new("padding, cropping, upsampling and averages", """
            - Conv2D: { filters: 5, kernel_size: 3, activation: relu, name: a }
            - ZeroPadding2D: [[[0, 1], [2, 1]]]
            - UpSampling2D: { size: 2, interpolation: bilinear }
            - Cropping2D: [[[2, 4], [1, 1]]]
            - AveragePooling2D: { pool_size: 2, strides: 2, padding: same }
            - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: b }
            - GlobalMaxPooling2D: { keepdims: true }
            - Flatten
            - Dense: { units: 3, activation: softmax }
            """, "a: 1 4; b: 0"),
    ];

    private static IEnumerable<PlantedCase> Joins() =>
    [
        new("branches, one of them empty", """
            - Conv2D: { filters: 4, kernel_size: 3, padding: same, activation: relu, name: a }
            - branches:
                - []
                - - Conv2D: { filters: 3, kernel_size: 1, activation: relu, name: b }
                - - Conv2D: { filters: 5, kernel_size: 3, padding: same, activation: relu, name: c }
                  - Conv2D: { filters: 4, kernel_size: 3, padding: same, activation: relu, name: d }
              join: Concatenate
            """ + PruneModel.Head, "a: 3; b: 1; c: 0 4; d: 2"),
        new("concatenation of a layer with itself", """
            - Conv2D: { filters: 4, kernel_size: 3, activation: relu, name: a }
            - Concatenate: {}
              inputs: [a, a]
            - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: b }
            - Flatten
            - Dense: { units: 3, activation: softmax }
            """, "a: 1; b: 3"),
        new("nested concatenation", """
            - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: a }
            - Conv2D: { filters: 3, kernel_size: 1, activation: relu, name: b }
            - Concatenate: {}
              name: ab
              inputs: [a, b]
            - Concatenate: {}
              name: bab
              inputs: [b, ab]
            - Concatenate: {}
              inputs: [ab, bab, a]
            - Flatten
            - Dense: { units: 5, activation: relu, name: d }
            - Dense: { units: 3, activation: softmax }
            """, "a: 0 3; b: 1; d: 4"),
        new("addition, dead in both or in one", """
            - Conv2D: { filters: 5, kernel_size: 3, padding: same, activation: relu, name: a }
            - Conv2D: { filters: 5, kernel_size: 1, activation: relu, name: b }
            - Add: {}
              inputs: [a, b]
            - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: c }
            """ + PruneModel.Head, "a: 1 2; b: 1 3; c: 0", "a: 1; b: 1; c: 0"),
        new("addition of three, then concatenation", """
            - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: a }
            - branches:
                - []
                - - Conv2D: { filters: 4, kernel_size: 3, padding: same, activation: relu, name: b }
                - - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: c }
              join: Add
              name: sum
            - Concatenate: {}
              inputs: [sum, c]
            """ + PruneModel.Head, "a: 0 2; b: 0 2; c: 0 2 3", "a: 0 2; b: 0 2; c: 0 2"),
        new("addition to the input", """
            - Conv2D: { filters: 3, kernel_size: 1, activation: relu, name: a }
            - Add: {}
              inputs: [a, input_layer]
            """ + PruneModel.Head, "a: 1", ""),
        new("two consumers", """
            - Conv2D: { filters: 4, kernel_size: 3, name: a }
            - branches:
                - - Conv2D: { filters: 3, kernel_size: 3, activation: relu, padding: same, name: b }
                - - Activation: relu
                  - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: c }
              join: Concatenate
            """ + PruneModel.Head, "a: 1; b: 2; c: 0", "b: 2; c: 0"),
    ];

    private static IEnumerable<PlantedCase> Calls() =>
    [
        new("shared, one behind the other", """
            - Conv2D: { filters: 4, kernel_size: 3, padding: same, activation: relu, name: a }
            - Conv2D: { filters: 4, kernel_size: 3, padding: same, activation: relu, name: s }
            - reuse: s
            - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: b }
            """ + PruneModel.Head, "a: 1 2; s: 1 3; b: 0", "a: 1; s: 1; b: 0"),
        new("shared over twins", """
            - Conv2D: { filters: 5, kernel_size: 1, activation: relu, name: p }
            - Conv2D: { filters: 5, kernel_size: 3, padding: same, activation: relu, name: q }
              inputs: [input_layer]
            - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: s }
              inputs: [p]
            - reuse: s
              inputs: [q]
              name: again
            - Concatenate: {}
              inputs: [s, again]
            """ + PruneModel.Head, "p: 1 2; q: 1 4; s: 0", "p: 1; q: 1; s: 0"),
        new("a pool called twice ties nothing", """
            - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: p }
            - MaxPooling2D: { pool_size: 2, name: pool }
            - Conv2D: { filters: 6, kernel_size: 1, activation: relu, name: q }
              inputs: [p]
            - reuse: pool
              inputs: [q]
              name: again
            - Concatenate: {}
              inputs: [pool, again]
            """ + PruneModel.Head, "p: 1; q: 2 5"),
        new("inception blocks", """
            archspec: 1
            include: inception.yaml
            input: [8, 4, 3]
            layers:
              - Conv2D: { filters: 4, kernel_size: 3, padding: same, activation: relu, name: a }
              - Inception: [4, 3, 5, 2, 3, 2]
                name: i
              - Inception: { f1: 3, f3_reduce: 3, f3: 4, f5_reduce: 3, f5: 3, pool: 4 }
                name: k
            """ + PruneModel.Head.Replace("\n", "\n  ", StringComparison.Ordinal).TrimEnd() + """

            === inception.yaml
            archspec: 1
            blocks:
              Inception:
                parameters: [f1, f3_reduce, f3, f5_reduce, f5, pool]
                layers:
                  - branches:
                      - - Conv2D: { filters: "${f1}", kernel_size: 1, activation: relu, name: one }
                      - - Conv2D: { filters: "${f3_reduce}", kernel_size: 1, activation: relu, name: three_reduce }
                        - Conv2D: { filters: "${f3}", kernel_size: 3, padding: same, activation: relu, name: three }
                      - - Conv2D: { filters: "${f5_reduce}", kernel_size: 1, activation: relu, name: five_reduce }
                        - Conv2D: { filters: "${f5}", kernel_size: 5, padding: same, activation: relu, name: five }
                      - - MaxPooling2D: { pool_size: 3, strides: 1, padding: same }
                        - Conv2D: { filters: "${pool}", kernel_size: 1, activation: relu, name: pooled }
                    join: Concatenate
            """, "a: 1; i/one: 0 3; i/three_reduce: 1; i/three: 4; i/five: 0; k/one: 2; k/five_reduce: 0; k/pooled: 1 3"),
        new("inline blocks", """
            archspec: 1
            input: [8, 4, 3]
            blocks:
              Pair:
                parameters: [first, second: 6]
                inline: true
                layers:
                  - Conv2D: { filters: "${first}", kernel_size: 3, padding: same, activation: relu }
                  - Conv2D: { filters: "${second}", kernel_size: 1, activation: relu }
            layers:
              - Pair: [4, 5]
              - Pair: 7
              - GlobalAveragePooling2D
              - Dense: { units: 3, activation: softmax }
            """, "conv2d: 1; conv2d_1: 2; conv2d_2: 6; conv2d_3: 0 5"),
    ];

    private static IEnumerable<PlantedCase> Files() =>
    [
        new("a frozen base, cut", """
            archspec: 1
            base: { file: nets/base.yaml, until: pool, trainable: false }
            layers:
              - GlobalAveragePooling2D
              - Dense: { units: 6, activation: relu, name: d }
              - Dense: { units: 3, activation: softmax }
            === nets/base.yaml
            archspec: 1
            input: [8, 4, 3]
            layers:
              - Conv2D: { filters: 5, kernel_size: 3, padding: same, activation: relu, name: a }
              - Conv2D: { filters: 6, kernel_size: 3, padding: same, activation: relu, name: b }
              - MaxPooling2D: { pool_size: 2, name: pool }
              - Conv2D: { filters: 6, kernel_size: 3, padding: same, activation: relu, name: c }
            """, "a: 0; b: 5; d: 1"),
        new("a repeated layer has one number", """
            - Conv2D: { filters: 4, kernel_size: 3, padding: same, activation: relu }
              name: r
              repeat: 2
            - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: b }
            """ + PruneModel.Head, "r_1: 1; r_2: 1; b: 2", "b: 2"),
    ];
}
