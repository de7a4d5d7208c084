using System.Text.Json;
using ArchSpec.Testing;
using SyntheticRice;

namespace ArchSpec.Tool.Tests.Commands;

/// <summary>A small spec and small pictures, for commands that train and evaluate.</summary>
public sealed class RiceSample : IDisposable
{
    private const string Text = """
        archspec: 1
        name: small
        input: [16, 16, 3]
        layers:
          - Conv2D: { filters: 4, kernel_size: 3, activation: relu }
          - Flatten
          - Dense: { units: 5, activation: softmax }
        training: { batch_size: 8, epochs: 2 }
        """;

    private readonly TempFolder _folder = new();

    public RiceSample()
    {
        _folder.Write("small.yaml", Text);
        RiceFolder.Write(Data, count: 6, size: 16);
    }

    public string Spec => _folder.In("small.yaml");

    public string Data => _folder.In("rice");

    public string In(params string[] parts) => _folder.In(parts);

    public string Write(string file, string text) => _folder.Write(file, text);

    /// <summary>The arguments that all commands on this sample have.</summary>
    public string[] Arguments(string command, params string[] others) => [command, Spec, "--data", Data, "--cache-dir", _folder.In("cache"), "--device", "cpu", .. others];

    /// <summary>Runs a command in this process.</summary>
    internal (int ExitCode, string Out, string Error) Run(string command, params string[] others) => Tests.TestConsole.Run(Arguments(command, others));

    /// <summary>Evaluates with <c>--json</c>.</summary>
    public JsonElement Evaluate(params string[] others)
    {
        var (code, output, error) = Run("evaluate", [.. others, "--json"]);
        Assert.Equal((ExitCodes.Ok, ""), (code, error));
        using var json = JsonDocument.Parse(output);
        return json.RootElement.Clone();
    }

    public void Dispose() => _folder.Dispose();
}
