using ArchSpec.Training.Compare;
using ArchSpec.Training.Tests.Compile;

namespace ArchSpec.Training.Tests.Compare;

/// <summary>Which layers two networks do not have alike.</summary>
public sealed class NetworkDifferenceTests
{
    private const string Original = """
        - Conv2D: { filters: 32, kernel_size: 3, padding: same, activation: relu }
        - MaxPooling2D
        - Conv2D: { filters: 64, kernel_size: 3, padding: same, activation: relu }
        - Conv2D: { filters: 64, kernel_size: 3, padding: same, activation: relu, name: last }
        - Flatten
        - Dense: { units: 8, activation: relu }
        - Dense: { units: 3, activation: softmax }
        """;

    [Fact]
    public void A_network_does_not_differ_from_itself() => Assert.Empty(Between(Original));

    [Fact]
    public void Changed_arguments_are_named_with_both_values() => Assert.Equal(
        ["conv2d|conv2d|Conv2D|filters: 32 -> 21", "dense|dense|Dense|units: 8 -> 5, activation: relu -> tanh"],
        Between(Original.Replace("filters: 32", "filters: 21", StringComparison.Ordinal).Replace("units: 8, activation: relu", "units: 5, activation: tanh", StringComparison.Ordinal)));

    // The first of the three goes, and the name of the second is then the first's.
    [Fact]
    public void A_layer_that_went_is_told_from_those_whose_counted_names_changed() => Assert.Equal(
        ["conv2d||Conv2D|filters: 32 -> , kernel_size: 3 -> , padding: same -> , activation: relu -> "],
        Between(Original.Replace("- Conv2D: { filters: 32, kernel_size: 3, padding: same, activation: relu }\n", "", StringComparison.Ordinal)));

    [Fact]
    public void A_layer_that_came_has_what_its_spec_gives() => Assert.Equal(
        ["|dropout|Dropout|rate:  -> 0.5"],
        Between(Original.Replace("- Dense: { units: 3", "- Dropout: 0.5\n- Dense: { units: 3", StringComparison.Ordinal)));

    [Fact]
    public void A_layer_of_another_type_is_one_that_went_and_one_that_came() => Assert.Equal(
        ["flatten||Flatten|", "|global_average_pooling2d|GlobalAveragePooling2D|"],
        Between(Original.Replace("Flatten", "GlobalAveragePooling2D", StringComparison.Ordinal)));

    [Fact]
    public void Layers_of_blocks_are_matched_inside_of_them()
    {
        const string Block = """
            archspec: 1
            input: [8, 8, 3]
            blocks:
              pair: { parameters: [f], layers: [{ Conv2D: { filters: "${f}", kernel_size: 1 } }, { Conv2D: { filters: "${2 * f}", kernel_size: 1 } }] }
            layers: [{ pair: 4 }, { pair: { f: 6, name: second } }, Flatten]
            """;

        var found = NetworkDifference.Between(TestNetwork.Of(Block), TestNetwork.Of(Block.Replace("f: 6", "f: 5", StringComparison.Ordinal)));

        Assert.Equal(["second/conv2d_2|filters: 6 -> 5", "second/conv2d_3|filters: 12 -> 10"], found.Select(layer => Text(layer.First!, layer)));
    }

    private static List<string> Between(string layers) =>
        [.. NetworkDifference.Between(Network(Original), Network(layers)).Select(layer => Text($"{layer.First}|{layer.Second}|{layer.Type}", layer))];

    private static string Text(string name, LayerDifference layer) =>
        $"{name}|{string.Join(", ", layer.Arguments.Select(argument => $"{argument.Name}: {argument.First} -> {argument.Second}"))}";

    private static Graph.Network Network(string layers) =>
        TestNetwork.Of($"archspec: 1\nname: test\ninput: [8, 8, 3]\nlayers:\n  {layers.Replace("\n", "\n  ", StringComparison.Ordinal)}\n");
}
