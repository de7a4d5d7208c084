using System.Text.Json;

namespace ArchSpec.Tool.Tests.Commands;

/// <summary><c>feature-maps</c> by its command line.</summary>
public sealed class FeatureMapsCommandTests(PredictCommandTests.Trained trained) : IClassFixture<PredictCommandTests.Trained>
{
    [Fact]
    public void Maps_of_one_image_go_beside_the_weights()
    {
        var picture = Path.Combine(trained.Rice.Data, "Ipsala", "Ipsala (2).jpg");

        var (code, output, error) = Draw("--image", picture);

        var folder = trained.Rice.In("run", "feature-maps-Ipsala (2)");
        Assert.Equal((ExitCodes.Ok, ""), (code, error));
        Assert.Equal(["01-conv2d.png"], Directory.GetFiles(folder).Select(Path.GetFileName));
        Assert.Matches(@"(?m)^01-conv2d\.png      4 maps of 14 x 14 +\d+\.\d% zeros", output);
        Assert.EndsWith($"The maps of {picture} are in {folder}{Environment.NewLine}", output, StringComparison.Ordinal);
    }

    [Fact]
    public void One_image_of_each_class_and_json()
    {
        var (code, output, error) = Draw("--data", trained.Rice.Data, "-o", trained.Rice.In("maps"), "--order", "sparsity", "--json");

        Assert.Equal((ExitCodes.Ok, ""), (code, error));
        using var json = JsonDocument.Parse(output);
        var layer = json.RootElement.GetProperty("layers")[0];
        Assert.Equal(["Arborio", "Basmati", "Ipsala", "Jasmine", "Karacadag"], json.RootElement.GetProperty("images").EnumerateArray().Select(image => image.GetProperty("name").GetString()));
        Assert.Equal(4, layer.GetProperty("sparsity").GetArrayLength());
        Assert.True(File.Exists(trained.Rice.In("maps", layer.GetProperty("file").GetString()!)));
    }

    [Theory]
    [InlineData(ExitCodes.Usage, "--image or --data must say")]
    [InlineData(ExitCodes.Usage, "cannot both be given", "--image", "a.jpg", "--data", "rice")]
    [InlineData(ExitCodes.Usage, "--split chooses among --data", "--image", "a.jpg", "--split", "test")]
    [InlineData(ExitCodes.Usage, "Invalid value 'size'", "--image", "a.jpg", "--order", "size")]
    [InlineData(ExitCodes.Failed, "a.jpg", "--image", "a.jpg")]
    [InlineData(ExitCodes.Failed, "did you mean 'conv2d'?", "--layers", "conv2", "--image", "a.jpg")]
    [InlineData(ExitCodes.Failed, "nowhere", "--data", "nowhere")]
    public void What_cannot_be_done_is_one_message(int expected, string message, params string[] others)
    {
        var (code, output, error) = Draw(others);

        Assert.Equal(expected, code);
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.DoesNotContain("unexpected", error, StringComparison.Ordinal);
        Assert.DoesNotContain(".png", output, StringComparison.Ordinal);
    }

    private (int ExitCode, string Out, string Error) Draw(params string[] others) =>
        Tests.TestConsole.Run(["feature-maps", trained.Rice.Spec, "--weights", trained.Weights, "--device", "cpu", .. others]);
}
