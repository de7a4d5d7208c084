using ArchSpec.Graph;
using ArchSpec.Summary;
using ArchSpec.Testing;

namespace ArchSpec.Plugins.Tests.Summary;

/// <summary>Specs of models that Keras has summarised: from the YAML to the byte.</summary>
public class RiceAgainstKerasTests
{
    private const string GapHeadFrozen = """
        archspec: 1
        name: functional
        base: { file: vgg16-base.yaml, trainable: { from: block5_conv1 } }
        layers:
          - GlobalAveragePooling2D
          - Dense: { units: 256, activation: relu }
          - Dropout: 0.3
          - Dense: { units: 5, activation: softmax }
        """;

    private const string TruncatedBlock3 = """
        archspec: 1
        name: vgg16_truncated
        base: { file: vgg16-base.yaml, until: block3_pool, trainable: false }
        layers:
          - GlobalAveragePooling2D
          - Dense: { units: 5, activation: softmax }
        """;

    public static TheoryData<string, string> Files => new()
    {
        { "summary.txt", "120" },
        { "summary-default-80col.txt", "80" },
        { "summary-trainable.txt", "140 trainable" },
    };

    [Theory, MemberData(nameof(Files))]
    public void Cnn(string file, string terminal) => Compare("cnn_functional", file, terminal, Spec.Architecture("cnn"));

    [Theory, MemberData(nameof(Files))]
    public void Cnn_light(string file, string terminal) => Compare("cnn_strided_pool", file, terminal, Spec.Architecture("cnn-light"));

    [Theory, MemberData(nameof(Files))]
    public void GoogLeNet(string file, string terminal) =>
        Compare("googlenet_custom_layer", file, terminal, Spec.Architecture("googlenet"), "functional_36");

    [Theory, MemberData(nameof(Files))]
    public void Vgg16_with_a_frozen_base(string file, string terminal) =>
        Compare("vgg16_gap_head_frozen", file, terminal, Spec.Text(GapHeadFrozen));

    [Theory, MemberData(nameof(Files))]
    public void Vgg16_cut_after_its_third_block(string file, string terminal) =>
        Compare("vgg16_truncated_block3_pool", file, terminal, Spec.Text(TruncatedBlock3), "vgg16_truncated");

    private static void Compare(string oracle, string file, string terminal, Network network, string name = "functional")
    {
        var words = terminal.Split(' ');
        var options = new SummaryOptions { Name = name, Columns = int.Parse(words[0]), ShowTrainable = words.Length > 1 };
        var expected = File.ReadAllText(RepositoryRoot.In("tests", "ArchSpec.Core.Tests", "Oracle", "models", oracle, file));

        Assert.Equal(expected.ReplaceLineEndings("\n"), KerasSummary.Render(network, options));
    }
}
