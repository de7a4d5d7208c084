using ArchSpec.Training.Runs;

namespace ArchSpec.Training.Loop;

/// <summary>Tells observers what happens; one that fails is reported once and told no more.</summary>
/// <param name="observers">In the order in which they are told.</param>
/// <param name="report">Takes the message about an observer that failed.</param>
internal sealed class ObserverList(IEnumerable<ITrainingObserver> observers, Action<string> report)
{
    private readonly List<ITrainingObserver> _observers = [.. observers];

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
                report($"{observer.GetType().Name} failed and is left out of the rest of this run: {error.Message}");
            }
        }
    }
}
