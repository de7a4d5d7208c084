using ArchSpec.Core.Tests.Oracle;
using ArchSpec.Layers;
using ArchSpec.Spec;
using ArchSpec.Summary;

namespace ArchSpec.Core.Tests.Summary;

/// <summary>Summaries of real architectures, to the byte.</summary>
public class KerasModelTests
{
    public static TheoryData<string> All => OracleFile.ModelsWith("summary.txt");

    public static TheoryData<string> Nested => OracleFile.ModelsWith("summary-nested.txt");

    public static TheoryData<string> Compiled => OracleFile.ModelsWith("summary-compiled.txt");

    [Theory, MemberData(nameof(All))]
    public void Full_width(string model) => Compare(model, "summary.txt", new() { Columns = 120 });

    [Theory, MemberData(nameof(All))]
    public void Eighty_columns(string model) => Compare(model, "summary-default-80col.txt", new() { Columns = 80 });

    [Theory, MemberData(nameof(All))]
    public void Trainable(string model) => Compare(model, "summary-trainable.txt", new() { Columns = 140, ShowTrainable = true });

    [Theory, MemberData(nameof(All))]
    public void Without_a_terminal_the_table_has_its_full_width(string model)
    {
        var text = KerasSummary.Render(OracleModel.Load("models", model, "model.json").Summary, new());

        Assert.EndsWith(text[text.IndexOf('┏')..], OracleFile.Text("models", model, "summary.txt"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Nested))]
    public void Nested_models(string model) => Compare(model, "summary-nested.txt", new() { Columns = 120, ExpandNested = true });

    [Theory, MemberData(nameof(Nested))]
    public void Nested_models_trainable(string model) => Compare(
        model, "summary-nested-trainable.txt", new() { Columns = 140, ShowTrainable = true, ExpandNested = true });

    [Theory, MemberData(nameof(Compiled))]
    public void Compiled_models(string model)
    {
        var network = OracleModel.Load("models", model, "model.json").Network;

        Compare(model, "summary-compiled.txt", new() { Columns = 120, OptimizerParameters = OptimizerState.Count(OptimizerOf(model).WithDefaults, network.TrainableParameters) });
    }

    [Theory]
    [InlineData("summary-narrow.txt", 60, null)]
    [InlineData("summary-wide.txt", 200, 140)]
    public void Long_names(string file, int columns, int? lineLength) =>
        Compare("long_names_sequential", file, new() { Columns = columns, LineLength = lineLength });

    [Theory, MemberData(nameof(All))]
    public void Totals_are_the_sums_of_the_weights(string model)
    {
        var oracle = OracleModel.Load("models", model, "model.json");
        var network = oracle.Network;

        Assert.Equal(
            oracle.Totals,
            (network.Parameters, network.TrainableParameters, network.Parameters - network.TrainableParameters));
    }

    private static void Compare(string model, string file, SummaryOptions options) => Assert.Equal(
        OracleFile.Text("models", model, file),
        KerasSummary.Render(OracleModel.Load("models", model, "model.json").Summary, options));

    // As the number of their values shows.
    private static KerasObjectType OptimizerOf(string model) =>
        model switch { "bn_block" => Optimizers.Sgd, "binary_sequential" => Optimizers.RmsProp, _ => Optimizers.Adam };
}
