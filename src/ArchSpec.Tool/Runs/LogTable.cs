namespace ArchSpec.Tool.Runs;

/// <summary>
/// The plain table that has a row for each epoch of a run. Its name goes into statements, so there is no instance of this type
/// whose name is anything but letters, digits and underscores, wherever the name came from.
/// </summary>
public sealed record LogTable
{
    /// <summary>The table of runs that named none.</summary>
    public const string DefaultName = "CNN_training_results";

    /// <summary>The environment variable that names a table where no option does.</summary>
    public const string Variable = "ARCHSPEC_LOG_TABLE";

    private const int MostLetters = 64;

    private LogTable(string name) => Name = name;

    /// <summary>The table of runs that named none.</summary>
    public static LogTable Default { get; } = new(DefaultName);

    /// <summary>The name as it was given.</summary>
    public string Name { get; }

    /// <summary>A table of this name.</summary>
    /// <exception cref="RunStoreException">The name is not allowed; the message says which are.</exception>
    public static LogTable Parse(string name) => Problem(name) is { } problem ? throw new RunStoreException(problem) : new(name);

    /// <summary>The table that an option names, or else the environment, or else the default.</summary>
    /// <exception cref="RunStoreException">The name is not allowed.</exception>
    public static LogTable Choose(string? option)
    {
        if (option is not null)
        {
            return Parse(option);
        }

        var named = Environment.GetEnvironmentVariable(Variable);
        return string.IsNullOrWhiteSpace(named) ? Default
            : Problem(named) is { } problem ? throw new RunStoreException($"{Variable}: {problem}")
            : new(named);
    }

    /// <summary>The table of a run, also of one that a database has handed out.</summary>
    /// <exception cref="RunStoreException">Somebody put another name into the database.</exception>
    public static LogTable Of(RunRow run) => run.LogTable is { } name ? Parse(name) : Default;

    /// <summary>What is wrong with a name, and what would be right; null for a name that is allowed.</summary>
    public static string? Problem(string name)
    {
        if (name.Length is 0 or > MostLetters || !name.All(IsAllowed) || char.IsAsciiDigit(name[0]))
        {
            return $"'{name}' cannot be the name of a log table: give 1 to {MostLetters} of the letters A to Z, digits and _, "
                + "not beginning with a digit, such as rice_results";
        }

        return IsReserved(name)
            ? $"the log table cannot be '{name}': training_logs, and all names that begin with archspec_ or sqlite_, are taken; "
                + "give another, such as rice_results"
            : null;
    }

    /// <summary>A statement with this table in the place of <c>{0}</c>, quoted as MySQL and SQLite both read it.</summary>
    internal string In(string statement) => statement.Replace("{0}", $"`{Name}`", StringComparison.Ordinal);

    private static bool IsAllowed(char letter) => char.IsAsciiLetterOrDigit(letter) || letter == '_';

    private static bool IsReserved(string name) =>
        name.Equals("training_logs", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("archspec_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("sqlite_", StringComparison.OrdinalIgnoreCase);
}
