using ArchSpec.Testing;
using SyntheticRice;

namespace ArchSpec.Tool.Tests.External;

/// <summary>The plugin of <c>samples/ExternalLayers</c>, a small spec with its layers, and small pictures.</summary>
public sealed class PluginSample : IDisposable
{
    private const string Text = """
        archspec: 1
        name: attentive
        input: [16, 16, 3]
        layers:
          - Conv2D: { filters: 6, kernel_size: 3, activation: relu, name: edges }
          - Swish
          - SqueezeExcitation: { units: 2, name: attention }
          - GlobalAveragePooling2D
          - Dense: { units: 5, activation: softmax }
        training: { batch_size: 8, epochs: 1 }
        """;

    private readonly TempFolder _folder = new();

    public PluginSample()
    {
        Spec = _folder.Write("attentive.yaml", Text);
        RiceFolder.Write(Data, count: 6, size: 16);
        Plugin = SamplePlugin.Compile(_folder.Path);
    }

    public string Spec { get; }

    public string Plugin { get; }

    public string Data => _folder.In("rice");

    public string[] OnData => ["--data", Data, "--cache-dir", _folder.In("cache"), "--device", "cpu"];

    public string In(params string[] parts) => _folder.In(parts);

    /// <summary>A copy of the plugin's file at another place.</summary>
    public string Copy(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(name))!);
        File.Copy(Plugin, In(name));
        return In(name);
    }

    /// <summary>Trains an epoch with the plugin at a place, and returns the run folder.</summary>
    public string Train(string plugin, string run, params string[] more)
    {
        var (code, _, error) = TestConsole.Run(["train", Spec, "--plugin", plugin, "--run-dir", In(run), "--no-report", .. OnData, .. more]);
        Assert.Equal((ExitCodes.Ok, ""), (code, error));
        return In(run);
    }

    public void Dispose() => _folder.Dispose();
}
