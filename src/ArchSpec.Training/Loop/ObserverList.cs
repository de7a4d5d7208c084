using ArchSpec.Training.Runs;

namespace ArchSpec.Training.Loop;

/// <summary>Tells observers what happens; one that fails is reported once and told no more.</summary>
/// <param name="observers">In the order in which they are told.</param>
/// <param name="report">Takes the message about an observer that failed.</param>
internal sealed class ObserverList(IEnumerable<ITrainingObserver> observers, Action<string> report)
{
    private readonly List<ITrainingObserver> _observers = [.. observers];
    private readonly List<string> _failures = [];

    /// <summary>What observers did not do any more, such as write a file; null where all of them did all.</summary>
    public string? Failure => _failures.Count == 0 ? null : string.Join("; ", _failures);

    public void Tell(Action<ITrainingObserver> what)
    {
        foreach (var observer in _observers.ToList())
        {
            try
            {
                what(observer);
            }
            catch (Exception error)
            {
                _observers.Remove(observer);
                _failures.Add($"{observer.GetType().Name}: {error.Message}");
                report($"{observer.GetType().Name} failed and is left out of the rest of this run: {error.Message}");
            }
        }
    }
}
