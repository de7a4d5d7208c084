using System.Text.Json.Nodes;
using ArchSpec.Describe;
using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.Tool.Completion;
using ArchSpec.Tool.Progress;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary><c>layers</c>: lists the layer types, or documents one.</summary>
[Command("layers", Description = "List the layers that a spec may use, or document one.", ExtendedHelpText = """

    Examples:
      dotnet archspec layers
      dotnet archspec layers Conv2D
      dotnet archspec layers --json
    """)]
public sealed class LayersCommand : LayerCommand
{
    /// <summary>One layer.</summary>
    [Completed(CompletionKind.Layer)]
    [Argument(0, "NAME", "A layer, such as Conv2D, to see its arguments, weights and an example.")]
    public string? Name { get; set; }

    /// <summary>For programs: one JSON object on stdout.</summary>
    [Option("--json", Description = "Print one JSON object.")]
    public bool Json { get; set; }

    /// <summary>Prints the list or the layer.</summary>
    public int OnExecute(IConsole console)
    {
        var layers = KnownLayers();
        if (Name is null)
        {
            console.Out.Write(Json ? ListAsJson(layers) : List(layers));
            return ExitCodes.Ok;
        }

        if (layers.Find(Name) is not { } layer)
        {
            console.Error.WriteLine($"error: there is no layer '{Printable.Name(Name)}'{NearName.Suggest(Name, layers.Types)}; '{RootCommand.Name} layers' lists them");
            return ExitCodes.Failed;
        }

        console.Out.Write(Json ? AsJson(layer) : AsText(layer));
        return ExitCodes.Ok;
    }

    private string List(LayerRegistry layers)
    {
        var text = LayerText.List([.. layers.All.Where(layer => PluginOf(layer) is null)]);
        foreach (var plugin in layers.All.Where(layer => PluginOf(layer) is not null).GroupBy(PluginOf))
        {
            text += $"\n{plugin.Key}:\n{LayerText.List([.. plugin])}";
        }

        return text;
    }

    private string AsText(ILayer layer) => LayerText.Of(layer) + (PluginOf(layer) is { } plugin ? $"\nPlugin: {plugin}\n" : "");

    private string ListAsJson(LayerRegistry layers) =>
        JsonResult.Text(new JsonObject { ["layers"] = new JsonArray([.. layers.All.Select(layer => WithPlugin(layer, LayerJson.InList(layer)))]) }) + "\n";

    private string AsJson(ILayer layer) => JsonResult.Text(WithPlugin(layer, LayerJson.Of(layer))) + "\n";

    private JsonObject WithPlugin(ILayer layer, JsonObject json)
    {
        json["plugin"] = PluginOf(layer);
        return json;
    }
}
