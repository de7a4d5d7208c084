using ArchSpec.Tool.Runs;
using ArchSpec.Tool.Tests.Runs;
using ArchSpec.Training.Runs;

namespace ArchSpec.Tool.Tests.Commands;

/// <summary>A working folder with runs in it, for the commands that look at them.</summary>
public abstract class RunsTests : IDisposable
{
    private readonly string _before = Environment.CurrentDirectory;
    private readonly string? _database = Environment.GetEnvironmentVariable(RunStores.Variable);
    private readonly TempFolder _folder = new();
    private TestConsole _console = new();

    protected RunsTests()
    {
        Environment.CurrentDirectory = _folder.Path;
        Environment.SetEnvironmentVariable(RunStores.Variable, null);
    }

    /// <summary>The store of the working folder.</summary>
    protected static SqliteRunStore Store => new("archspec.db");

    protected string Output => _console.Out.ToString()!;

    protected string Error => _console.Error.ToString()!;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        Environment.CurrentDirectory = _before;
        Environment.SetEnvironmentVariable(RunStores.Variable, _database);
        _folder.Dispose();
        _console.Dispose();
    }

    /// <summary>Logs a run of some epochs; its folder has weights.</summary>
    protected static RunInfo Log(string name, string model, int day, int epochs, Func<RunInfo, RunInfo>? change = null)
    {
        var run = RunSamples.Run(Path.Combine("runs", name), model, RunSamples.Start.AddDays(day));
        run = change is null ? run : change(run);
        RunSamples.Log(Store, run, epochs);
        File.WriteAllText(Path.Combine(run.Directory, "best.safetensors"), name);
        return run;
    }

    protected string In(params string[] parts) => Path.Combine([_folder.Path, .. parts]);

    /// <summary>Runs a command; what a person types is read where it is not null.</summary>
    protected int Execute(string[] arguments, string? typed = null)
    {
        _console.Dispose();
        _console = typed is null ? new TestConsole() : TestConsole.Typing(typed);
        return CommandLine.Run(arguments, _console);
    }
}
