using System.Globalization;
using ArchSpec.Spec;
using ArchSpec.Training.Runs;

namespace ArchSpec.Training.Reports;

/// <summary>Where the run came from: command, data, versions, spec, and the files beside the report.</summary>
internal static class OriginSection
{
    private static readonly Dictionary<string, string> About = new()
    {
        ["best.safetensors"] = "the weights of the best epoch",
        ["last.safetensors"] = "the weights of the last epoch",
        ["history.csv"] = "a line for each epoch",
        ["curves.png"] = "loss, accuracy and learning rate",
        ["confusion.png"] = "the confusion matrix",
        ["feature-maps"] = "a picture for each class, with all layers",
        ["spec.yaml"] = "the model and how it was trained, in one file",
        ["run.json"] = "versions, seed, data, command, outcome",
        ["log.db"] = "the rows of the training log",
        ["tensorboard"] = "event files: tensorboard --logdir on this folder",
    };

    public static void Write(HtmlWriter html, ReportContent content)
    {
        var info = content.Run.Info;
        html.Add($"""<section id="origin"><h2>How to get here again</h2><h3>Command</h3><div class="wide"><pre class="command"><code>{info.Command}</code></pre></div>""");
        html.Add($"""<div class="wide"><table class="facts"><tbody>""");
        foreach (var (name, value) in Facts(info, content))
        {
            html.Add($"""<tr><th scope="row">{name}</th><td>{value}</td></tr>""");
        }

        html.Add($"</tbody></table></div>");
        html.Add($"<details><summary>The spec as it was trained</summary><div class=\"wide\"><pre><code>{SpecWriter.Write(content.Network, content.Training)}</code></pre></div></details>");
        Files(html, content.Files);
        html.Add($"</section>\n");
    }

    private static IEnumerable<(string Name, string Value)> Facts(RunInfo info, ReportContent content)
    {
        var training = content.Training;
        yield return ("spec", info.SpecFile);
        if (info.Data is { } data)
        {
            yield return ("data", data.Folder);
            yield return ("classes", $"{data.Classes.Count}: {string.Join(", ", data.Classes)}");
            yield return ("images", $"{Say.Count(data.Train.Sum())} for training, {Say.Count(data.Validation.Sum())} for validation");
        }

        yield return ("data fingerprint", info.DataFingerprint);
        yield return ("pixels", content.Network.Range.Text);
        yield return ("loss", training.Loss.Name);
        yield return ("optimizer", training.Optimizer.Name);
        yield return ("batch size", string.Create(CultureInfo.InvariantCulture, $"{training.BatchSize}"));
        yield return ("seed", string.Create(CultureInfo.InvariantCulture, $"{info.Seed}"));
        yield return ("device", info.Device);
        yield return ("versions", string.Join(", ", info.Versions.Select(version => $"{version.Key} {version.Value}")));
        if (info.Plugins is { } plugins)
        {
            yield return ("plugins", string.Join(", ", plugins.Select(plugin => $"{Path.GetFileName(plugin.File)} {plugin.Version}, SHA-256 {plugin.Sha256}")));
        }

        yield return ("run", info.Id);
    }

    private static void Files(HtmlWriter html, IReadOnlyList<string> files)
    {
        html.Add($"""<h3>Files beside this one</h3><ul class="files">""");
        foreach (var file in files.Where(About.ContainsKey))
        {
            html.Add($"""<li><a href="{Uri.EscapeDataString(file)}">{file}</a> <small>{About[file]}</small></li>""");
        }

        html.Add($"</ul>");
    }
}
