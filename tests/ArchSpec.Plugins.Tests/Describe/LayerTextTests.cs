using ArchSpec.Describe;
using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.Spec;
using ArchSpec.Testing;
using ArchSpec.Yaml;

namespace ArchSpec.Plugins.Tests.Describe;

public sealed class LayerTextTests
{
    public static TheoryData<string> LayerTypes => [.. BuiltInLayers.Registry.Types];

    [Theory]
    [MemberData(nameof(LayerTypes))]
    public void The_text_of_a_layer_fits_80_columns_and_has_all_arguments(string type)
    {
        var layer = BuiltInLayers.Registry.Find(type)!;

        var text = LayerText.Of(layer);

        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        Assert.StartsWith($"{type}\n  ", text, StringComparison.Ordinal);
        Assert.All(layer.Arguments, argument => Assert.Contains($"\n  {argument.Name}: ", text, StringComparison.Ordinal));
        Assert.DoesNotContain("System.", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(LayerTypes))]
    public void The_example_of_a_layer_is_right(string type)
    {
        var example = LayerExample.Of(BuiltInLayers.Registry.Find(type)!);

        Assert.NotNull(example);
        using var folder = new TempFolder();
        var inputs = string.Join(", ", example.Inputs.Select((shape, number) => $"x{number}: [{string.Join(", ", shape.Dimensions)}]"));
        var item = example.Item.Contains(": ", StringComparison.Ordinal) ? example.Item : $"{example.Item}:";
        var spec = folder.Write("spec.yaml", $"archspec: 1\ninputs: {{ {inputs} }}\nlayers:\n  - {item}\n    inputs: [{string.Join(", ", example.Inputs.Select((_, number) => $"x{number}"))}]\n");

        Assert.Empty(SpecValidator.Validate(spec, BuiltInLayers.Registry));
    }

    [Theory]
    [MemberData(nameof(LayerTypes))]
    public void The_value_that_an_argument_shows_is_one_that_it_takes(string type) => Assert.All(
        BuiltInLayers.Registry.Find(type)!.Arguments.Where(argument => argument.Example is not null),
        argument => Assert.True(argument.TryRead(YamlFile.Parse(argument.Example!, "example", new DiagnosticBag())!, out _), argument.Name));

    [Fact]
    public void An_argument_that_shows_a_value_is_the_same_otherwise()
    {
        var plain = Argument.Int("n", "times", min: 2, defaultValue: 4);
        var showing = plain.Showing("16");

        Assert.Equal(
            (plain.Name, plain.Takes, plain.IsRequired, plain.Default, plain.Summary, (string?)"16"),
            (showing.Name, showing.Takes, showing.IsRequired, showing.Default, showing.Summary, showing.Example));
    }

    [Fact]
    public void A_list_has_a_line_for_each_layer_by_name()
    {
        var lines = LayerText.List(BuiltInLayers.Registry.All).Split('\n');

        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.Equal(BuiltInLayers.Registry.Types.Order(StringComparer.OrdinalIgnoreCase), lines.Where(line => line.Length > 0 && line[0] != ' ').Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public void A_layer_in_full()
    {
        var expected = """
            Dropout
              Drops values at random in training.

            Inputs: one

            Arguments, in this order where they are given without names:
              rate: share of the values that are dropped
                  needed; takes a number of at least 0 and below 1
            """;

        var text = LayerText.Of(new Sample());

        Assert.Equal(
            expected.ReplaceLineEndings("\n") + "\n\nExample: - Dropout: { rate: 0.5 }\n  makes 64 × 64 × 32 of 64 × 64 × 32, with 32 parameters and 0 FLOPs\n  weight w (32)\n",
            text);
    }

    private sealed class Sample : ILayer
    {
        public string Type => "Dropout";

        public string Summary => "Drops values at random in training.";

        public System.Collections.Immutable.ImmutableArray<Argument> Arguments { get; } = [Argument.Number("rate", "share of the values that are dropped", 0, below: 1)];

        public ITorchBuilder Torch => null!;

        public Shape InferShape(LayerCall call) => call.Input;

        public System.Collections.Immutable.ImmutableArray<WeightSpec> Weights(LayerCall call) =>
            [new("w", [call.Input.RequireChannels()], Initializers.Zeros.WithDefaults)];
    }
}
