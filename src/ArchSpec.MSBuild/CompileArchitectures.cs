using System.Globalization;
using ArchSpec.MSBuild.Log;
using Microsoft.Build.Framework;
using MSBuildTask = Microsoft.Build.Utilities.Task;

namespace ArchSpec.MSBuild;

/// <summary>
/// The build's step: checks a project's specs, and writes what is made of them. It keeps nothing from one build to the next, since a
/// process of MSBuild serves many.
/// </summary>
public sealed class CompileArchitectures : MSBuildTask, ICancelableTask
{
    private volatile bool _isCancelled;

    /// <summary>The specs; <c>ClassName</c> and <c>Generate</c> are read of their metadata.</summary>
    [Required]
    public ITaskItem[] Specs { get; set; } = [];

    /// <summary>Assemblies with layers, beside the built-in ones.</summary>
    public ITaskItem[] Plugins { get; set; } = [];

    /// <summary>Simple names of assemblies that the project is compiled with; only ArchSpec.Training and those of plugins count.</summary>
    public string[] References { get; set; } = [];

    /// <summary>The project.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>
    /// The folder that <c>base</c>, <c>include</c> and <c>weights</c> of a spec may not leave. Empty: the project's for specs in it, the
    /// spec's own for others.
    /// </summary>
    public string Root { get; set; } = "";

    /// <summary>The C# file with a class for each spec. Empty: none.</summary>
    public string GeneratedFile { get; set; } = "";

    /// <summary>The namespace of the classes.</summary>
    public string Namespace { get; set; } = "";

    /// <summary><c>public</c> or <c>internal</c>.</summary>
    public string Accessibility { get; set; } = "public";

    /// <summary>Whether each spec's summary is written beside it.</summary>
    public bool WritesSummaries { get; set; }

    /// <summary>Whether it is an error where the summary beside a spec is another.</summary>
    public bool VerifiesSummaries { get; set; }

    /// <summary>Whether the schema for editors is written beside the specs.</summary>
    public bool CopiesSchema { get; set; }

    /// <summary>Whether an editor asks, which wants the generated file and no messages.</summary>
    public bool IsDesignTime { get; set; }

    /// <summary>Whether warnings are errors.</summary>
    public bool TreatWarningsAsErrors { get; set; }

    /// <summary>Codes that stay warnings all the same.</summary>
    public string WarningsNotAsErrors { get; set; } = "";

    /// <summary>Codes that nobody is told.</summary>
    public string NoWarn { get; set; } = "";

    /// <summary>What stands in front of <c>AS0201.md</c> in help links.</summary>
    public string HelpLinkBase { get; set; } = "";

    /// <summary>The folder in <c>obj</c> for what the next build needs to know.</summary>
    [Required]
    public string RecordFolder { get; set; } = "";

    /// <summary>Whether the person has stopped the build.</summary>
    internal bool IsCancelled => _isCancelled;

    /// <inheritdoc/>
    public void Cancel() => _isCancelled = true;

    /// <summary>Does it all.</summary>
    /// <returns>Whether the build may go on.</returns>
    public override bool Execute()
    {
        var culture = CultureInfo.CurrentCulture;
        // Whatever language the machine speaks, two builds of one project give the same texts.
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var log = new BuildLog(Log, new WarningLevels(TreatWarningsAsErrors, WarningsNotAsErrors, NoWarn), HelpLinkBase, IsDesignTime);
        try
        {
            new SpecBuild(this, log).Run();
        }
        catch (OperationCanceledException)
        {
            return false; // MSBuild says so itself
        }
        catch (Exception error)
        {
            log.Add(BuildErrors.Of(ProjectFile, error));
            log.Detail(error.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        return IsDesignTime || !log.HasErrors;
    }
}
