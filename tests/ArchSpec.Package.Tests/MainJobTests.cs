using System.Text.Json;
using SyntheticRice;

namespace ArchSpec.Package.Tests;

/// <summary>The main job, with the installed tool and everything that it must have brought along.</summary>
[Collection(InstalledToolGroup.Name)]
public sealed class MainJobTests(InstalledTool tool)
{
    private const string Spec = """
        archspec: 1
        name: tiny
        input: [32, 32, 3]
        layers:
          - Conv2D: { filters: 4, kernel_size: 3, strides: 2, padding: same, activation: relu }
          - MaxPooling2D: 2
          - Flatten
          - Dense: { units: 8, activation: relu }
          - Dense: { units: 5, activation: softmax }
        """;

    [Fact]
    public void Declares_summarises_trains_evaluates_and_suggests_a_smaller_model()
    {
        File.WriteAllText(tool.In("tiny.yaml"), Spec);
        RiceFolder.Write(tool.In("rice"), count: 8, seed: 1, size: 40);

        Assert.Contains("Total params: 2,213", Archspec("summary", "tiny.yaml"), StringComparison.Ordinal);
        Assert.Equal("1 file: ok", Archspec("validate", "tiny.yaml").Trim());
        Archspec("train", "tiny.yaml", "--data", "rice", "--epochs", "3", "--run-dir", "run");
        Archspec("suggest-prune", "tiny.yaml", "--weights", "run/best.safetensors", "--data", "rice", "-o", "small/tiny.yaml");

        using var report = JsonDocument.Parse(File.ReadAllText(tool.In("small/tiny.prune.json")));
        using var measured = JsonDocument.Parse(
            Archspec("evaluate", "small/tiny.yaml", "--weights", "small/tiny.safetensors", "--data", "rice", "--json"));
        Assert.Equal(
            report.RootElement.GetProperty("after").GetProperty("correct").GetInt32(),
            measured.RootElement.GetProperty("correct").GetInt32());
        Assert.Contains("Ipsala", Archspec("predict", "small/tiny.yaml", "--weights", "small/tiny.safetensors", "rice/Ipsala"), StringComparison.Ordinal);
        string[] left = ["run/curves.png", "run/history.csv", "run/run.json", "run/spec.yaml", "small/evaluation-all/confusion.png", "small/evaluation-all/mistakes.png"];
        Assert.All(left, file => Assert.True(File.Exists(tool.In(file)), file));
    }

    [Fact]
    public void Lists_the_runs_that_it_trained()
    {
        File.WriteAllText(tool.In("listed.yaml"), Spec.Replace("tiny", "listed", StringComparison.Ordinal));
        RiceFolder.Write(tool.In("grains"), count: 4, seed: 2, size: 40);
        Archspec("train", "listed.yaml", "--data", "grains", "--epochs", "1");

        Assert.Contains("listed", Archspec("runs"), StringComparison.Ordinal);
        Archspec("runs", "sync");
        Assert.True(File.Exists(tool.In("runs/listed-001/best.safetensors")));
    }

    private string Archspec(params string[] args) => tool.Dotnet(["archspec", .. args]).Ok();
}
