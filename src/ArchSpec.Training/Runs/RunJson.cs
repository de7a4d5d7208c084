using System.Text.Json;
using System.Text.Json.Nodes;

namespace ArchSpec.Training.Runs;

/// <summary>Writes <c>run.json</c> when a run starts, and again with its outcome when it ends.</summary>
public sealed class RunJson(string path) : ITrainingObserver
{
    /// <summary>How it is written, and is read again.</summary>
    internal static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private RunInfo? _run;

    /// <inheritdoc/>
    public void OnStart(RunInfo run)
    {
        _run = run;
        Write(null);
    }

    /// <inheritdoc/>
    public void OnEnd(RunOutcome outcome) => Write(outcome);

    private void Write(RunOutcome? outcome)
    {
        var json = JsonSerializer.SerializeToNode(_run, Readable)!.AsObject();
        json["outcome"] = JsonSerializer.SerializeToNode(outcome, Readable) as JsonObject;
        AtomicFile.Write(path, json.ToJsonString(Readable) + "\n");
    }
}
