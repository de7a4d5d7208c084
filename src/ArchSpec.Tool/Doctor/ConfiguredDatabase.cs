using ArchSpec.Tool.Runs;

namespace ArchSpec.Tool.Doctor;

/// <summary>Tries the database that runs are recorded in.</summary>
public sealed class ConfiguredDatabase : IDatabaseProbe
{
    /// <inheritdoc/>
    public DatabaseReport Probe() => Probe(Environment.GetEnvironmentVariable(RunStores.Variable), Environment.CurrentDirectory);

    /// <summary>The same for a value of <c>ARCHSPEC_DB</c> and a working folder.</summary>
    public static DatabaseReport Probe(string? value, string workingFolder)
    {
        var configured = !string.IsNullOrWhiteSpace(value);
        try
        {
            var state = DatabaseState.Of(RunStores.Choose(value, workingFolder), DatabaseState.DefaultTimeout);
            var (kind, server, database, user, _) = state.Database;
            return new(state.Reachable ? CheckState.Ok : CheckState.Failed, configured, kind, server, database, user, state.Message);
        }
        catch (RunStoreException problem)
        {
            return new(CheckState.Failed, configured, "MySQL", null, null, null, problem.Message);
        }
    }
}
