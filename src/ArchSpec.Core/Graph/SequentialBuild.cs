namespace ArchSpec.Graph;

/// <summary>
/// The names that Keras counts when it builds a Sequential: the input's, where it has none, and one for the functional model that
/// a Sequential is inside. It is built when its input is known: one without a declared input, with the Sequential around it.
/// </summary>
/// <param name="nameInput">Receives the counted name of the input; null where the input has a name.</param>
internal sealed class SequentialBuild(Action<string>? nameInput)
{
    private readonly List<SequentialBuild> _inside = [];

    /// <summary>Counts, now or when the Sequential around is built.</summary>
    /// <param name="around">The Sequential around; null where there is none.</param>
    /// <param name="isDeclared">Whether it declares its input.</param>
    /// <param name="names">The session's names.</param>
    public void Finish(SequentialBuild? around, bool isDeclared, AutoNames names)
    {
        if (around is not null && !isDeclared)
        {
            around._inside.Add(this);
        }
        else
        {
            Count(names);
        }
    }

    private void Count(AutoNames names)
    {
        nameInput?.Invoke(names.Next("InputLayer"));
        foreach (var inner in _inside)
        {
            inner.Count(names);
        }

        names.Next("Functional");
    }
}
