using ArchSpec.Summary;
using ArchSpec.Testing;

namespace ArchSpec.Plugins.Tests.Summary;

/// <summary>Specs with models inside of the model, which Keras has summarised: from the YAML to the byte, names included.</summary>
public class NestedAgainstKerasTests
{
    private const string Functional = """
        archspec: 1
        name: outer
        inputs: { outer_in: [8, 8, 3] }
        layers:
          - Functional:
              inputs: { mid_in: [8, 8, 3] }
              layers:
                - Functional:
                    inputs: { inner_in: [8, 8, 3] }
                    layers:
                      - Conv2D: { filters: 4, kernel_size: 3, padding: same, name: inner_conv }
                      - Conv2D: { filters: 4, kernel_size: 1, name: inner_skip, inputs: inner_in }
                      - Add: { name: inner_add, inputs: [inner_conv, inner_skip] }
                  name: inner
                  trainable: false
                - BatchNormalization: { name: mid_bn }
            name: middle
          - GlobalAveragePooling2D: { name: gap }
          - Dense: { units: 2, name: fc }
        """;

    // Nobody gives a name here but to the features: the rest is Keras's count, up to the model's own name.
    private const string Sequential = """
        archspec: 1
        input: [12, 12, 3]
        layers:
          - Sequential:
              name: features
              layers:
                - Conv2D: { filters: 4, kernel_size: 3, activation: relu }
                - MaxPooling2D
                - Conv2D: { filters: 5, kernel_size: 3, activation: relu }
          - Sequential: { layers: [Flatten, Dense: [6, relu], Dense: [2, softmax]] }
        """;

    private const string Vgg16 = """
        archspec: 1
        model: sequential
        input: [224, 224, 3]
        layers:
          - Functional:
              name: vgg16
              trainable: false
              layers:
                - Conv2D: { filters: 64, kernel_size: 3, padding: same, activation: relu, name: block1_conv1 }
                - Conv2D: { filters: 64, kernel_size: 3, padding: same, activation: relu, name: block1_conv2 }
                - MaxPooling2D: { name: block1_pool }
                - Conv2D: { filters: 128, kernel_size: 3, padding: same, activation: relu, name: block2_conv1 }
                - Conv2D: { filters: 128, kernel_size: 3, padding: same, activation: relu, name: block2_conv2 }
                - MaxPooling2D: { name: block2_pool }
                - Conv2D: { filters: 256, kernel_size: 3, padding: same, activation: relu, name: block3_conv1 }
                - Conv2D: { filters: 256, kernel_size: 3, padding: same, activation: relu, name: block3_conv2 }
                - Conv2D: { filters: 256, kernel_size: 3, padding: same, activation: relu, name: block3_conv3 }
                - MaxPooling2D: { name: block3_pool }
                - Conv2D: { filters: 512, kernel_size: 3, padding: same, activation: relu, name: block4_conv1 }
                - Conv2D: { filters: 512, kernel_size: 3, padding: same, activation: relu, name: block4_conv2 }
                - Conv2D: { filters: 512, kernel_size: 3, padding: same, activation: relu, name: block4_conv3 }
                - MaxPooling2D: { name: block4_pool }
                - Conv2D: { filters: 512, kernel_size: 3, padding: same, activation: relu, name: block5_conv1 }
                - Conv2D: { filters: 512, kernel_size: 3, padding: same, activation: relu, name: block5_conv2 }
                - Conv2D: { filters: 512, kernel_size: 3, padding: same, activation: relu, name: block5_conv3 }
                - MaxPooling2D: { name: block5_pool }
          - GlobalAveragePooling2D
          - Dense: [256, relu]
          - Dense: [5, softmax]
        """;

    public static TheoryData<string, int, bool, bool> Files => new()
    {
        { "summary.txt", 120, false, false },
        { "summary-default-80col.txt", 80, false, false },
        { "summary-trainable.txt", 140, true, false },
        { "summary-nested.txt", 120, false, true },
        { "summary-nested-trainable.txt", 140, true, true },
    };

    [Theory, MemberData(nameof(Files))]
    public void Functional_in_functional(string file, int columns, bool trainable, bool nested) =>
        Compare("nested_functional", Functional, file, columns, trainable, nested);

    [Theory, MemberData(nameof(Files))]
    public void Sequential_in_functional(string file, int columns, bool trainable, bool nested) =>
        Compare("nested_sequential", Sequential, file, columns, trainable, nested);

    [Theory, MemberData(nameof(Files))]
    public void Functional_in_sequential(string file, int columns, bool trainable, bool nested) =>
        Compare("vgg16_all_frozen_nested", Vgg16, file, columns, trainable, nested);

    [Theory]
    [InlineData("summary.txt", 120, false)]
    [InlineData("summary-default-80col.txt", 80, false)]
    [InlineData("summary-trainable.txt", 140, true)]
    public void An_output_that_another_layer_takes(string file, int columns, bool trainable) => Compare(
        "unused_input_output_order",
        "archspec: 1\ninput: [5]\nlayers: [{ Dense: 4, name: early }, { Dense: 3, name: mid }, { Dense: 2, name: late }]\noutputs: [late, early]\n",
        file,
        columns,
        trainable,
        nested: false);

    [Theory]
    [InlineData("vgg16_all_frozen_nested", Vgg16)]
    [InlineData("nested_sequential", Sequential)]
    public void With_the_optimizer(string model, string text)
    {
        var network = Spec.Text(text);

        var options = new SummaryOptions { Columns = 120, OptimizerParameters = (2 * network.TrainableParameters) + 2 };

        Assert.Equal(Expected(model, "summary-compiled.txt"), KerasSummary.Render(network, options));
    }

    private static void Compare(string model, string text, string file, int columns, bool trainable, bool nested)
    {
        var options = new SummaryOptions { Columns = columns, ShowTrainable = trainable, ExpandNested = nested };

        Assert.Equal(Expected(model, file), KerasSummary.Render(Spec.Text(text), options));
    }

    private static string Expected(string model, string file) =>
        File.ReadAllText(RepositoryRoot.In("tests", "ArchSpec.Core.Tests", "Oracle", "models", model, file)).ReplaceLineEndings("\n");
}
