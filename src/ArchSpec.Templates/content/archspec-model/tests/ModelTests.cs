using ArchSpec.Summary;
using ArchSpec.Training;

namespace TemplateNamespace.Tests;

/// <summary>The model is as large as it is meant to be. No weights and no libtorch are needed for that.</summary>
public sealed class ModelTests
{
    private const int InputSize = 424242;
    private const int Classes = 353535;

    private static readonly Architecture Model =
        Architecture.FromFile(Path.Combine(AppContext.BaseDirectory, "architectures", "my-model.yaml"));

    [Fact]
    public void It_has_the_parameters_that_are_expected()
    {
        // Each filter of a convolution has its weights and a bias, each unit of a dense layer as well.
        const int Expected = (8 * ((3 * 3 * 3) + 1)) + (16 * ((3 * 3 * 8) + 1)) + (Classes * (16 + 1));

        Assert.Equal(Expected, Model.Network.Parameters);
    }

    [Fact]
    public void Its_summary_begins_with_the_input_and_ends_with_a_value_for_each_class()
    {
        var summary = KerasSummary.Render(Model.Network);

        Assert.Contains("Model: \"my-model\"", summary, StringComparison.Ordinal);
        Assert.Contains($"(None, {InputSize}, {InputSize}, 3)", summary, StringComparison.Ordinal);
        Assert.Contains($"(None, {Classes})", summary, StringComparison.Ordinal);
    }
}
