namespace ArchSpec.Training.Tests.Prune;

/// <summary>Planted channels around gates, rectifiers, normalisations and reshapes.</summary>
internal static class UnitCases
{
    public static IReadOnlyList<PlantedCase> All { get; } =
    [
        new("gate of 1 x 1", """
            - Conv2D: { filters: 6, kernel_size: 3, padding: same, activation: relu, name: a }
            - GlobalAveragePooling2D: { keepdims: true }
            - Dense: { units: 4, activation: relu, name: squeeze }
            - Dense: { units: 6, activation: relu, name: excite }
            - Multiply: { inputs: [a, excite] }
            - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: b }
            """ + PruneModel.Head, "a: 1 3; squeeze: 0; b: 2", "a: 1 3; squeeze: 0; excite: 1 3; b: 2"),
        new("gate of a vector, reshaped", """
            - Conv2D: { filters: 6, kernel_size: 3, padding: same, activation: relu, name: a }
            - GlobalAveragePooling2D
            - Reshape: { target_shape: [1, 1, -1] }
            - Conv2D: { filters: 6, kernel_size: 1, activation: relu, name: excite }
            - Multiply: { inputs: [a, excite] }
            """ + PruneModel.Head, "a: 2 5", "a: 2 5; excite: 2 5"),
        new("gate whose number of channels is written down", """
            - Conv2D: { filters: 6, kernel_size: 3, padding: same, activation: relu, name: a }
            - GlobalAveragePooling2D
            - Reshape: { target_shape: [1, 1, 6] }
            - Multiply: { inputs: [a, reshape] }
            - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: b }
            """ + PruneModel.Head, "a: 2; b: 0"),
        new("gate of one channel", """
            - Conv2D: { filters: 6, kernel_size: 3, padding: same, activation: relu, name: a }
            - Conv2D: { filters: 1, kernel_size: 1, activation: relu, name: where }
            - Multiply: { inputs: [a, where] }
            """ + PruneModel.Head, "a: 0 4", "a: 0 4"),
        new("rectifiers with weights", """
            - Conv2D: { filters: 6, kernel_size: 3, activation: relu, name: a }
            - PReLU: { shared_axes: [1, 2] }
            - Conv2D: { filters: 5, kernel_size: 1, activation: relu, name: b }
            - PReLU
            - LeakyReLU: 0.5
            - ReLU: { max_value: 640 }
            - ELU
            """ + PruneModel.Head, "a: 1; b: 0 4"),
        new("smallest of two", """
            - branches:
                - - Conv2D: { filters: 5, kernel_size: 1, activation: relu, name: a }
                - - Conv2D: { filters: 5, kernel_size: 1, activation: relu, name: b }
              join: Minimum
            """ + PruneModel.Head, "a: 1; b: 2", "a: 1 2; b: 1 2"),
        new("largest of two", """
            - branches:
                - - Conv2D: { filters: 5, kernel_size: 1, activation: relu, name: a }
                - - Conv2D: { filters: 5, kernel_size: 1, activation: relu, name: b }
              join: Maximum
            """ + PruneModel.Head, "a: 1 3; b: 2 3", "a: 3; b: 3"),
        new("difference of two", """
            - branches:
                - - Conv2D: { filters: 5, kernel_size: 1, activation: relu, name: a }
                - - Conv2D: { filters: 5, kernel_size: 1, activation: relu, name: b }
              join: Subtract
            - Multiply: { value: 2 }
            """ + PruneModel.Head, "a: 1 3; b: 2 3", "a: 3; b: 3"),
        new("a constant makes another value of 0", """
            - Conv2D: { filters: 5, kernel_size: 1, activation: relu, name: a }
            - Add: { value: 3 }
            - Conv2D: { filters: 5, kernel_size: 1, activation: relu, name: b }
            - Multiply: { value: [1, 2, 3, 4, 5] }
            """ + PruneModel.Head, "a: 1; b: 2", "a: 1"),
        new("joined along the height", """
            - Conv2D: { filters: 5, kernel_size: 1, activation: relu, name: a }
            - Conv2D: { filters: 5, kernel_size: 1, activation: relu, name: b }
            - Concatenate: { axis: 1, inputs: [a, b] }
            """ + PruneModel.Head, "a: 1 3; b: 3 4", "a: 3; b: 3"),
        new("reshaped to rows, and flattened", """
            - Conv2D: { filters: 5, kernel_size: 1, activation: relu, name: a }
            - Permute: { dims: [2, 1, 3] }
            - Reshape: { target_shape: [4, -1] }
            - Reshape: { target_shape: [-1] }
            - Identity
            - Dense: { units: 4, activation: relu, name: d }
            - Dense: { units: 3, activation: softmax }
            """, "a: 0 2; d: 1"),
        new("instance normalisation, and one over all channels (sigmoid)", """
            - Conv2D: { filters: 5, kernel_size: 3, activation: relu, name: a }
            - GroupNormalization: { groups: -1, center: false }
            - Conv2D: { filters: 5, kernel_size: 1, activation: relu, name: b }
            - LayerNormalization: { center: false }
            - Conv2D: { filters: 4, kernel_size: 1, activation: sigmoid, name: c }
            """ + PruneModel.Head, "a: 1; b: 2", "a: 1"),
        new("softmax as a layer", """
            - Conv2D: { filters: 5, kernel_size: 3, activation: relu, name: a }
            - GlobalAveragePooling2D
            - Dense: 3
            - Softmax
            """, "a: 1"),
    ];
}
