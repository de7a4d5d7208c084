using System.Collections.Concurrent;
using System.Diagnostics;

namespace ArchSpec.Tool.Runs;

/// <summary>
/// Sends a journal to a store from a thread of its own, and before it what earlier runs could not send. Training never waits
/// for it: the thread is a background thread, and a database that is down costs it a pause that doubles each time.
/// </summary>
public sealed class Replicator
{
    private readonly RunJournal journal;
    private readonly IRunStore store;
    private readonly ReplicationTimes times;
    private readonly ConcurrentQueue<string> messages;
    private readonly Queue<string> earlier;
    private readonly Thread thread;
    private readonly object gate = new();
    private bool awake = true;
    private bool finishing;
    private bool failing;

    /// <summary>Starts the thread.</summary>
    /// <param name="journal">The run's own; stays the caller's.</param>
    /// <param name="earlier">Folders of earlier runs, whose rows are sent where they were meant for this store.</param>
    /// <param name="store">Where rows go.</param>
    /// <param name="times">How patiently.</param>
    /// <param name="messages">Takes what a person should read.</param>
    public Replicator(
        RunJournal journal,
        IReadOnlyList<string> earlier,
        IRunStore store,
        ReplicationTimes times,
        ConcurrentQueue<string> messages)
    {
        this.journal = journal;
        this.earlier = new Queue<string>(earlier);
        this.store = store;
        this.times = times;
        this.messages = messages;
        thread = new Thread(Run) { IsBackground = true, Name = "archspec-log" };
        thread.Start();
    }

    /// <summary>There is a new row. Returns at once.</summary>
    public void Wake()
    {
        lock (gate)
        {
            awake = true;
            Monitor.Pulse(gate);
        }
    }

    /// <summary>Waits until all is sent, the database fails once more, or the time is over. A second call does nothing.</summary>
    public void Finish()
    {
        lock (gate)
        {
            if (finishing)
            {
                return;
            }

            finishing = true;
            Monitor.Pulse(gate);
        }

        thread.Join(times.AtEnd);
    }

    private void Run()
    {
        var pause = TimeSpan.Zero;
        bool last;
        do
        {
            // Asked before sending, so that the last attempt is one that began after the last row.
            last = WaitForTurn(pause);
            pause = TrySendAll() ? TimeSpan.Zero : LongerThan(pause);
        }
        while (!last);
    }

    // After a failure the turn comes with the end of the pause, otherwise with the next row; the end of the run breaks both off.
    private bool WaitForTurn(TimeSpan pause)
    {
        var clock = Stopwatch.StartNew();
        lock (gate)
        {
            while (!finishing && (pause > TimeSpan.Zero ? clock.Elapsed < pause : !awake))
            {
                Monitor.Wait(gate, pause > TimeSpan.Zero ? Positive(pause - clock.Elapsed) : Timeout.InfiniteTimeSpan);
            }

            awake = false;
            return finishing;
        }
    }

    // The pause may end between the look at the clock and the wait, and a negative time would be an endless one.
    private static TimeSpan Positive(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;

    private TimeSpan LongerThan(TimeSpan pause)
    {
        var next = pause == TimeSpan.Zero ? times.FirstPause : pause * 2;
        return next < times.LongestPause ? next : times.LongestPause;
    }

    private bool TrySendAll()
    {
        try
        {
            SendEarlier();
            Sender.Send(journal, store);
            failing = false;
            return true;
        }
        catch (Exception exception)
        {
            // Whatever it is: a thread that dies would end the process, and training with it.
            Report(exception);
            return false;
        }
    }

    private void SendEarlier()
    {
        while (earlier.TryPeek(out var folder))
        {
            try
            {
                SendEarlier(folder);
            }
            catch (RunStoreException exception) when (!exception.Unreachable)
            {
                messages.Enqueue($"The rows of {folder} could not be sent. {exception.Message}");
            }

            earlier.Dequeue();
        }
    }

    private void SendEarlier(string folder)
    {
        if (RunLock.IsTaken(folder))
        {
            // It is training now, beside this run, and sends its rows itself.
            return;
        }

        using var other = RunJournal.Open(folder);
        if (other.IsMeantFor(store.Description.Key) && Sender.Send(other, store) is > 0 and var epochs)
        {
            messages.Enqueue($"Sent {epochs} epochs that an earlier run had kept in {folder}.");
        }
    }

    private void Report(Exception exception)
    {
        if (!failing)
        {
            messages.Enqueue($"Rows of the training log wait in the run folder; training goes on. {exception.Message}");
        }

        failing = true;
    }
}
