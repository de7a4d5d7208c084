using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.MSBuild.Generation;
using ArchSpec.MSBuild.Log;
using ArchSpec.MSBuild.Outputs;
using ArchSpec.Plugins;
using ArchSpec.Schema;

namespace ArchSpec.MSBuild;

/// <summary>One run of the step: read, say what is wrong, write.</summary>
internal sealed class SpecBuild(CompileArchitectures task, BuildLog log)
{
    private readonly string _projectFolder = Path.GetDirectoryName(Path.GetFullPath(task.ProjectFile))!;
    private readonly List<string> _files = [];

    /// <summary>Runs it; what is wrong is in the log.</summary>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public void Run()
    {
        var record = new BuildRecord(Path.GetFullPath(task.RecordFolder, _projectFolder));
        record.Begin();
        if (LayerTypes.Load(task.Plugins, task.ProjectFile, log) is not { } layers || !PropertiesAreRight())
        {
            return;
        }

        var specs = SpecItem.Of(task.Specs).Select(item => Check(item, layers.Registry)).OfType<CheckedSpec>().ToList();
        WriteGenerated(specs, layers);
        if (!task.IsDesignTime)
        {
            specs.ForEach(Summarise);
            CopySchema(specs, layers.Registry);
        }

        // An editor's builds have a record of their own: it is not asked again for what is wrong, and a real build still says it.
        if (task.IsDesignTime || !log.HasErrors)
        {
            record.End(_files);
        }
    }

    private CheckedSpec? Check(SpecItem item, LayerRegistry layers)
    {
        if (task.IsCancelled)
        {
            throw new OperationCanceledException();
        }

        try
        {
            var spec = CheckedSpec.Read(item, layers, RootFor(item));
            _files.AddRange(spec.Documents.Select(document => document.FullPath));
            log.Add(spec.Problems);
            return spec;
        }
        catch (Exception error)
        {
            log.Add(BuildErrors.Of(item.FullPath, error));
            log.Detail(error.ToString());
            return null;
        }
    }

    private string RootFor(SpecItem item) => task.Root.Length > 0 ? Path.GetFullPath(task.Root, _projectFolder)
        : SpecPaths.IsIn(item.FullPath, _projectFolder) ? _projectFolder
        : Path.GetDirectoryName(item.FullPath)!;

    private bool PropertiesAreRight()
    {
        if (task.Accessibility is not ("public" or "internal"))
        {
            log.Add(BuildErrors.BadProperty(task.ProjectFile, "ArchSpecAccessibility", "public or internal", task.Accessibility));
        }

        if (task.GeneratedFile.Length > 0 && Identifier.ForNamespace(task.Namespace).Length == 0)
        {
            log.Add(BuildErrors.BadProperty(task.ProjectFile, "ArchSpecNamespace", "a namespace", task.Namespace));
        }

        return !log.HasErrors;
    }

    // With errors the last good file stays, so that an editor still knows the classes; where there is none, it has the good specs.
    private void WriteGenerated(List<CheckedSpec> specs, LayerTypes layers)
    {
        var file = task.GeneratedFile.Length == 0 ? "" : Path.GetFullPath(task.GeneratedFile, _projectFolder);
        if (file.Length == 0 || (log.HasErrors && (!task.IsDesignTime || File.Exists(file))))
        {
            return;
        }

        var models = specs.Where(spec => spec is { Network: not null, Item.Generates: true }).ToList();
        var names = ClassNames.Of([.. models.Select(spec => spec.Item)], _projectFolder);
        log.Add(names.Problems);
        if (names.Problems.Count == 0)
        {
            var runtime = new RuntimeChoice(task.References.ToHashSet(StringComparer.OrdinalIgnoreCase), layers.OfPlugins);
            var text = new ArchitecturesFile(task.Namespace, task.Accessibility, _projectFolder)
                .Write(models.Select(spec => new ArchitectureClass(names[spec.Item], spec, runtime.For(spec))));
            Write(file, text, "");
        }
    }

    private void Summarise(CheckedSpec spec)
    {
        if (spec.Network is not { } network || !(task.WritesSummaries || task.VerifiesSummaries))
        {
            return;
        }

        var (file, text) = (SummaryFile.PathFor(spec.Item.FullPath), SummaryFile.Text(network));
        _files.Add(file);
        if (task.VerifiesSummaries)
        {
            log.Add(SummaryFile.Problems(file, text));
        }
        else
        {
            Write(file, text, "; it can be left out with ArchSpecSummaries=false");
        }
    }

    private void CopySchema(List<CheckedSpec> specs, LayerRegistry layers)
    {
        if (!task.CopiesSchema)
        {
            return;
        }

        var schema = SpecSchema.Write(layers);
        foreach (var file in SchemaFile.PathsFor(specs.Select(spec => spec.Item), _projectFolder))
        {
            _files.Add(file);
            Write(file, schema, "; it can be left out with ArchSpecCopySchema=false");
        }
    }

    private void Write(string file, string text, string remedy)
    {
        try
        {
            OutputFile.Write(file, text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            log.Add(BuildErrors.NotWritten(file, error.Message, remedy));
        }
    }
}
