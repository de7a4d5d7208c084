using System.Text.Json;
using System.Text.Json.Nodes;

namespace ArchSpec.Tool.Runs;

/// <summary>Runs for programs; docs/logs.md has what each property is. Properties are added, never changed or taken away.</summary>
internal static class RunsJson
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>A list of runs.</summary>
    public static JsonArray Of(IEnumerable<RunRow> runs, RunCatalog catalog) => new([.. runs.Select(run => Of(run, catalog))]);

    /// <summary>A run.</summary>
    public static JsonObject Of(RunRow run, RunCatalog catalog)
    {
        var json = JsonSerializer.SerializeToNode(run, Options)!.AsObject();
        json["log_table"] = run.LogTable ?? LogTable.DefaultName;
        json["versions"] = Versions(run);
        json["folder"] = catalog.FolderOf(run);
        json["best_weights"] = RunWeights.Best(run, catalog);
        return json;
    }

    /// <summary>A run with its epochs.</summary>
    public static JsonObject Of(RunRow run, IEnumerable<EpochRow> epochs, RunCatalog catalog)
    {
        var json = Of(run, catalog);
        json["epoch_list"] = new JsonArray([.. epochs.Select(Of)]);
        return json;
    }

    private static JsonNode Of(EpochRow epoch)
    {
        var json = JsonSerializer.SerializeToNode(epoch, Options)!.AsObject();
        json.Remove("run_id");
        json.Remove("model_name");
        return json;
    }

    // A text in the database, which anybody may have written to.
    private static JsonNode? Versions(RunRow run)
    {
        try
        {
            return JsonNode.Parse(run.Versions);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
