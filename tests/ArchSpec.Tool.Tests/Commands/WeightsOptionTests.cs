using ArchSpec.Testing;

namespace ArchSpec.Tool.Tests.Commands;

/// <summary><c>--weights</c> and <c>--partial</c> by the command line.</summary>
public sealed class WeightsOptionTests(RiceSample rice) : IClassFixture<RiceSample>
{
    private const string Other = """
        archspec: 1
        name: other
        input: [16, 16, 3]
        layers:
          - Conv2D: { filters: 4, kernel_size: 3, activation: relu }
          - Flatten
          - Dense: { units: 5, activation: softmax, name: head }
        training: { batch_size: 8, epochs: 1 }
        """;

    [Fact]
    public void Weights_that_do_not_fit_are_refused_unless_a_part_will_do()
    {
        var weights = rice.In("fit", "best.safetensors");
        Assert.Equal(ExitCodes.Ok, rice.Run("train", "--run-dir", rice.In("fit"), "--epochs", "1").ExitCode);
        var spec = rice.Write("other.yaml", Other);

        var (code, output, error) = Run("evaluate", spec, "--weights", weights);
        Assert.Equal((ExitCodes.Failed, ""), (code, output));
        Assert.Equal(
            $"error: {weights}: these weights are not for 'other': 'head/kernel' is missing; 'head/bias' is missing; 'dense/kernel' is not in the model; 'dense/bias' is not in the model (--partial loads the 2 of 4 that fit)",
            error.TrimEnd());

        (code, output, error) = Run("evaluate", spec, "--weights", weights, "--partial");
        Assert.Equal((ExitCodes.Ok, ""), (code, error));
        Assert.Contains($"Loaded 2 of 4 weights from {weights} (safetensors)", output, StringComparison.Ordinal);
        Assert.Contains("  2 missing: head/kernel, head/bias", output, StringComparison.Ordinal);
        Assert.Contains("  2 unused: dense/kernel, dense/bias", output, StringComparison.Ordinal);

        (code, output, error) = Run("train", spec, "--weights", weights, "--partial", "--run-dir", rice.In("part"));
        Assert.Equal((ExitCodes.Ok, ""), (code, error));
        Assert.Contains("Loaded 2 of 4 weights", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_kind_is_one_line()
    {
        var file = rice.Write("text.pth", "these are no weights");

        var (code, _, error) = rice.Run("evaluate", "--weights", file);

        Assert.Equal(ExitCodes.Failed, code);
        Assert.Equal($"error: {file}: this is no weights file, or it is damaged; safetensors, Keras's .weights.h5, .keras and .h5, TensorFlow.js's model.json, and PyTorch's .pth can be read", error.TrimEnd());
    }

    [Fact]
    public void A_published_set_is_looked_for_where_the_environment_says()
    {
        rice.Write("base.yaml", "archspec: 1\ninput: [16, 16, 3]\nlayers:\n  - Conv2D: { filters: 64, kernel_size: 3, name: block1_conv1 }\n");
        var spec = rice.Write("published.yaml", "archspec: 1\nname: p\nbase: { file: base.yaml, weights: imagenet }\nlayers: [Flatten, { Dense: { units: 5, activation: softmax } }]\n");
        Environment.SetEnvironmentVariable("ARCHSPEC_WEIGHTS_DIR", rice.In("nowhere"));
        try
        {
            var (code, _, error) = Run("train", spec, "--run-dir", rice.In("published"));

            Assert.Equal(ExitCodes.Failed, code);
            Assert.StartsWith($"error: {rice.In("nowhere", "vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5")}: there is no such file, and ARCHSPEC_WEIGHTS_DIR says to look there", error, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("ARCHSPEC_WEIGHTS_DIR", null);
        }
    }

    private (int ExitCode, string Out, string Error) Run(string command, string spec, params string[] others) =>
        Tests.TestConsole.Run([command, spec, "--data", rice.Data, "--cache-dir", rice.In("cache"), "--device", "cpu", .. others]);
}
