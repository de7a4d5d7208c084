using System.Globalization;

namespace ArchSpec.Training.Runs;

/// <summary>
/// One event file of TensorBoard. Nothing is kept open: each event is in the file when the call returns, and half an event, which a
/// kill could leave, is what every reader waits behind.
/// </summary>
internal sealed class TensorBoardFile
{
    private const string Prefix = "events.out.tfevents.";

    private readonly string _path;

    private TensorBoardFile(string path) => _path = path;

    /// <summary>Begins a file in a folder, in the place of those that are there.</summary>
    /// <param name="folder">Made where it is missing.</param>
    /// <param name="firstStep">Readers that are open forget this step and those after it.</param>
    public static TensorBoardFile Begin(string folder, long firstStep)
    {
        Directory.CreateDirectory(folder);
        foreach (var old in Directory.GetFiles(folder, Prefix + "*"))
        {
            File.Delete(old);
        }

        // TensorFlow ends the name in the machine's, which is nobody's business.
        var now = DateTimeOffset.UtcNow;
        var file = new TensorBoardFile(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{now.ToUnixTimeSeconds():D10}.archspec")));
        file.Add(TensorBoardEvent.Version(now));
        file.Add(TensorBoardEvent.Start(now, firstStep));
        return file;
    }

    /// <summary>Adds an event.</summary>
    public void Add(byte[] message) => File.AppendAllBytes(_path, TensorBoardRecord.Frame(message));
}
