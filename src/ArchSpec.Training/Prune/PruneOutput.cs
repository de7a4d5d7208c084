using ArchSpec.Rewrite;
using ArchSpec.Spec;
using ArchSpec.Training.Weights;
using static TorchSharp.torch;

namespace ArchSpec.Training.Prune;

/// <summary>Where the new spec, its weights and the report go: <c>OUT.yaml</c>, <c>OUT.safetensors</c>, <c>OUT.prune.json</c>, <c>OUT.prune.html</c>.</summary>
internal sealed class PruneOutput
{
    private readonly string _folder;
    private readonly string _oldFolder;
    private readonly HashSet<string> _inputs;

    /// <summary>Checks the place before any work is done.</summary>
    /// <param name="output">The new spec.</param>
    /// <param name="document">The spec that is pruned.</param>
    /// <param name="weights">The weights files that are read, or that the spec names.</param>
    /// <exception cref="PruneException">It would replace what is pruned, or is no YAML file.</exception>
    public PruneOutput(string output, SpecDocument document, IEnumerable<string> weights)
    {
        _inputs = [.. document.Referenced.Prepend(document).Select(file => file.FullPath), .. weights.Select(Path.GetFullPath)];
        Spec = Path.GetFullPath(output);
        _folder = Path.GetDirectoryName(Spec)!;
        _oldFolder = Path.GetDirectoryName(document.FullPath)!;
        SpecName = Path.GetFileName(Spec);
        if (Path.GetExtension(Spec) is not (".yaml" or ".yml"))
        {
            throw new PruneException($"the new spec must be a .yaml file, received '{output}'");
        }

        RefuseInputs([Spec, Weights, Page]);
    }

    /// <summary>The new spec, absolute.</summary>
    public string Spec { get; }

    /// <summary>The new spec's file name.</summary>
    public string SpecName { get; }

    /// <summary>The weights' file name.</summary>
    public string WeightsName => Path.ChangeExtension(SpecName, ".safetensors");

    /// <summary>The weights, absolute.</summary>
    public string Weights => Path.Combine(_folder, WeightsName);

    /// <summary>The report as a page, absolute.</summary>
    public string Page => Path.ChangeExtension(Spec, ".prune.html");

    /// <summary>The weights, as a file of the spec names them: relative to itself.</summary>
    /// <param name="spec">The spec on its way.</param>
    /// <param name="file">As spans name it.</param>
    public string WeightsNameIn(SpecDocument spec, string file)
    {
        var folder = Path.GetDirectoryName(spec.Chain().First(document => document.File == file).FullPath)!;
        return folder == _oldFolder ? WeightsName : Path.Combine(Path.GetRelativePath(folder, _oldFolder), WeightsName).Replace('\\', '/');
    }

    /// <summary>Whether the new spec is in another folder than the old one.</summary>
    public bool Moves => _oldFolder != _folder;

    /// <summary>Where a file of the new spec would be if it was written beside the old one, absolute: so it is read before it is written.</summary>
    public string Beside(string path) => Path.GetFullPath(Path.Combine(_oldFolder, path));

    /// <summary>Writes everything.</summary>
    public void Write(
        IReadOnlyList<RewrittenFile> files, IReadOnlyList<(string Name, Tensor Values)> weights, IReadOnlyDictionary<string, string> about, PruneReport report)
    {
        var carried = files.Where(file => !file.IsNew).Select(file => (Path: Path.Combine(_folder, file.Path), file.Text)).ToList();
        if (carried.Find(file => File.Exists(file.Path) && File.ReadAllText(file.Path) != file.Text).Path is { } taken)
        {
            throw new PruneException($"the new spec needs '{taken}', and there is another file of that name; nothing has been written");
        }

        RefuseInputs(files.Where(file => file.IsNew).Select(file => Path.GetFullPath(Path.Combine(_folder, file.Path))));
        Directory.CreateDirectory(_folder);
        SafeTensors.Write(Weights, weights, about);
        foreach (var (path, text) in carried.Where(file => !File.Exists(file.Path)))
        {
            WriteText(path, text);
        }

        foreach (var file in files.Where(file => file.IsNew))
        {
            WriteText(Path.Combine(_folder, file.Path), file.Text);
        }

        WriteText(Path.ChangeExtension(Spec, ".prune.json"), PruneJson.Write(report));
    }

    private void RefuseInputs(IEnumerable<string> written)
    {
        if (written.FirstOrDefault(_inputs.Contains) is { } taken)
        {
            throw new PruneException($"'{taken}' belongs to what is pruned and would be replaced; give another name with -o");
        }
    }

    private static void WriteText(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, text);
    }
}
