namespace ArchSpec.Tool.Runs;

/// <summary>
/// A lock on a run folder for as long as a process logs to it. The system takes it away from a process that is killed, so it
/// tells a run that trains from one that was broken off.
/// </summary>
public sealed class RunLock : IDisposable
{
    private const string FileName = "log.lock";
    private const int Attempts = 20;
    private readonly FileStream file;

    private RunLock(FileStream file) => this.file = file;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="RunStoreException">Another process has it.</exception>
    public static RunLock Take(string folder)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new RunLock(new FileStream(Path.Combine(folder, FileName), new FileStreamOptions
                {
                    Mode = FileMode.OpenOrCreate,
                    Access = FileAccess.ReadWrite,
                    Share = FileShare.None,
                    Options = FileOptions.DeleteOnClose,
                }));
            }
            catch (IOException) when (attempt < Attempts)
            {
                // Someone may just be looking whether it is taken.
                Thread.Sleep(10);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new RunStoreException($"{folder} cannot be logged to: {exception.Message}", exception);
            }
        }
    }

    /// <summary>True where a process logs to the folder.</summary>
    public static bool IsTaken(string folder)
    {
        try
        {
            using var file = new FileStream(Path.Combine(folder, FileName), FileMode.Open, FileAccess.Read, FileShare.None);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception is not DirectoryNotFoundException;
        }
    }

    /// <summary>Gives it back.</summary>
    public void Dispose() => file.Dispose();
}
