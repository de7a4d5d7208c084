using ArchSpec.Testing;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Weights;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Compile;

/// <summary>Whole models, written as specs, against the outputs and activations of Keras 3.9.2.</summary>
public sealed class KerasModelTests
{
    public static TheoryData<string, string, int> Models => new()
    {
        {
            "cnn_tiny", """
            archspec: 1
            input: [16, 16, 3]
            layers:
              - Conv2D: { filters: 4, kernel_size: 3, padding: same, activation: relu }
              - MaxPooling2D
              - Conv2D: { filters: 8, kernel_size: 3, padding: same, activation: relu }
              - MaxPooling2D
              - Flatten
              - Dense: { units: 6, activation: relu }
              - Dense: { units: 5, activation: softmax }
            """, 7
        },
        {
            "cnn_tiny_strided", """
            archspec: 1
            input: [14, 15, 3]
            layers:
              - Conv2D: { filters: 4, kernel_size: 3, strides: 2, padding: same, activation: relu }
              - Conv2D: { filters: 6, kernel_size: 3, strides: 2, padding: same, activation: relu }
              - Flatten
              - Dense: { units: 8, activation: relu }
              - Dense: { units: 5, activation: softmax }
            """, 5
        },
        {
            "binary_sequential", """
            archspec: 1
            model: sequential
            input: [17, 17, 3]
            layers:
              - Conv2D: { filters: 4, kernel_size: 3, activation: relu }
              - MaxPooling2D
              - Conv2D: { filters: 5, kernel_size: 3, activation: relu }
              - MaxPooling2D
              - Flatten
              - Dropout: 0.5
              - Dense: { units: 7, activation: relu }
              - Dense: { units: 1, activation: sigmoid }
            """, 8
        },
        {
            "inception_module", """
            archspec: 1
            include: inception.yaml
            input: [9, 9, 3]
            layers:
              - Conv2D: { filters: 4, kernel_size: 3, padding: same, activation: relu }
              - InceptionModule: [2, 2, 3, 1, 2, 2]
              - MaxPooling2D
              - InceptionModule: [2, 2, 3, 1, 2, 2]
              - GlobalAveragePooling2D
              - Dense: { units: 3, activation: softmax }
            """, 0
        },
        {
            "nested_functional", """
            archspec: 1
            input: [8, 8, 3]
            layers:
              - Functional:
                  layers:
                    - Functional:
                        layers:
                          - Conv2D: { filters: 4, kernel_size: 3, padding: same, name: inner_conv }
                          - Conv2D: { filters: 4, kernel_size: 1, name: inner_skip, inputs: input }
                          - Add: { inputs: [inner_conv, inner_skip] }
                      trainable: false
                    - BatchNormalization
              - GlobalAveragePooling2D
              - Dense: 2
            """, 0
        },
        {
            "nested_sequential", """
            archspec: 1
            input: [12, 12, 3]
            layers:
              - Sequential: { layers: [Conv2D: { filters: 4, kernel_size: 3, activation: relu }, MaxPooling2D, Conv2D: { filters: 5, kernel_size: 3, activation: relu }] }
              - Sequential: { layers: [Flatten, Dense: [6, relu], Dense: [2, softmax]] }
            """, 0
        },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public void Outputs_and_activations_are_those_of_Keras(string model, string spec, int activations)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var oracle = SafeTensors.Read(RepositoryRoot.In("tests", "ArchSpec.Training.Tests", "Oracle", $"{model}.safetensors")).Tensors;
        using var network = Compile(spec);
        TestNetwork.SetWeights(network, WeightsOf(oracle));

        var seen = new Dictionary<string, Tensor>();
        var output = network.Run([TestNetwork.ToTorch(oracle["input/0"])], observer: (step, inputs) =>
        {
            foreach (var (index, input) in step.Inputs.Zip(inputs))
            {
                seen[network.Graph.Steps[index].Path] = input.clone();
            }
        })[0];
        seen[network.Graph.Steps[^1].Path] = output;

        var expected = oracle.Where(pair => pair.Key.StartsWith("act/", StringComparison.Ordinal)).ToList();
        Assert.Equal(activations, expected.Count);
        Assert.All(expected, pair => Assert.InRange(TestNetwork.Distance(pair.Value, TestNetwork.ToKeras(seen[pair.Key[4..]])), 0, 1e-5));
        Assert.InRange(TestNetwork.Distance(oracle["output/0"], output), 0, 1e-5);
    }

    private static IEnumerable<Tensor> WeightsOf(IReadOnlyDictionary<string, Tensor> oracle) =>
        Enumerable.Range(0, oracle.Keys.Count(key => key.StartsWith("weight/", StringComparison.Ordinal))).Select(i => oracle[$"weight/{i}"]);

    private static CompiledNetwork Compile(string spec)
    {
        using var folder = new TempFolder();
        File.Copy(RepositoryRoot.In("architectures", "inception.yaml"), folder.In("inception.yaml"));
        var network = new CompiledNetwork(TestNetwork.Load(folder.Write("spec.yaml", spec)), seed: 0);
        network.eval();
        return network;
    }
}
