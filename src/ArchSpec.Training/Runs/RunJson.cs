using System.Text.Json;
using System.Text.Json.Nodes;
using ArchSpec.Spec;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;

namespace ArchSpec.Training.Runs;

/// <summary>Writes <c>run.json</c> when a run starts, and again with its outcome when it ends.</summary>
public sealed class RunJson(string path) : ITrainingObserver
{
    /// <summary>How it is written, and is read again.</summary>
    internal static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private const double MostSeconds = 1e9;

    private RunInfo? _run;

    /// <summary>Reads what was known of a run when it started.</summary>
    /// <exception cref="TrainingException">The file is missing or damaged.</exception>
    public static RunInfo Read(string path)
    {
        try
        {
            var run = JsonSerializer.Deserialize<RunInfo>(PlainFile.ReadAllText(path), Readable) ?? throw new JsonException("it is empty");
            return run.Data is { DecodeSeconds: not (>= 0 and < MostSeconds) } ? throw new JsonException("decode_seconds is no time that anything takes") : run;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new TrainingException($"{path} cannot be read: {error.Message}");
        }
    }

    /// <summary>Reads how a run ended; null where it has not.</summary>
    /// <exception cref="TrainingException">The file is missing or damaged.</exception>
    public static RunOutcome? ReadOutcome(string path)
    {
        try
        {
            return JsonNode.Parse(PlainFile.ReadAllText(path))?["outcome"]?.Deserialize<RunOutcome>(Readable);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new TrainingException($"{path} cannot be read: {error.Message}");
        }
    }

    /// <summary>The rule by which the run split its images whose folder a weights file is in; null where it is in none.</summary>
    internal static SplitRule? SplitRuleBeside(string? weights) =>
        weights is not null && new RunFolder(Path.GetDirectoryName(Path.GetFullPath(weights))!).Info is var info && File.Exists(info)
            ? Read(info).RuleOfSplit
            : null;

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
