namespace ArchSpec.Tool.Doctor;

/// <summary>Tells whether runs can be recorded where the person wants them.</summary>
public interface IDatabaseProbe
{
    /// <summary>Tries the database; takes seconds at most and throws nothing.</summary>
    DatabaseReport Probe();
}
