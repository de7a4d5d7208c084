using System.Globalization;

namespace ArchSpec.Training.Runs;

/// <summary>The folder that a training run leaves behind.</summary>
/// <param name="Path">Absolute.</param>
public sealed record RunFolder(string Path)
{
    private const string Claim = ".claimed";

    /// <summary>The spec with bases and includes applied.</summary>
    public string Spec => In("spec.yaml");

    /// <summary>The figures of every epoch.</summary>
    public string History => In("history.csv");

    /// <summary>The weights of the best epoch.</summary>
    public string BestWeights => In("best.safetensors");

    /// <summary>The whole state of the training, to go on from.</summary>
    public string Checkpoint => In("checkpoint.bin");

    /// <summary>The weights of the last epoch.</summary>
    public string LastWeights => In("last.safetensors");

    /// <summary>Versions, seed, data, device, command.</summary>
    public string Info => In("run.json");

    /// <summary>Loss, accuracy and learning rate over the epochs.</summary>
    public string Curves => In("curves.png");

    /// <summary>The best weights' confusion matrix on the validation images.</summary>
    public string Confusion => In("confusion.png");

    /// <summary>A picture for each class: what each convolution makes of an image of it.</summary>
    public string FeatureMaps => In("feature-maps");

    /// <summary>All of it in one page.</summary>
    public string Report => In("report.html");

    /// <summary>Event files.</summary>
    public string TensorBoard => In("tensorboard");

    /// <summary>A new folder <c>NAME-001</c>, <c>NAME-002</c> … that no other process gets.</summary>
    /// <param name="parent">Made where it is missing.</param>
    /// <param name="name">The model's.</param>
    public static RunFolder CreateNext(string parent, string name)
    {
        for (var number = 1; ; number++)
        {
            var path = System.IO.Path.Combine(parent, string.Create(CultureInfo.InvariantCulture, $"{Safe(name)}-{number:000}"));
            if (!Directory.Exists(path) && TryClaim(path))
            {
                return new RunFolder(System.IO.Path.GetFullPath(path));
            }
        }
    }

    /// <summary>A folder that the person named; it must be new or empty.</summary>
    /// <exception cref="IOException">It holds something.</exception>
    public static RunFolder CreateAt(string path)
    {
        var isFree = !Directory.Exists(path) || !Directory.EnumerateFileSystemEntries(path).Any();
        return isFree && TryClaim(path)
            ? new RunFolder(System.IO.Path.GetFullPath(path))
            : throw new IOException($"the run folder '{path}' is not empty; name a new one, or leave --run-dir out");
    }

    /// <summary>Keeps every other process from training into the folder, until it is disposed.</summary>
    /// <exception cref="IOException">Another process does.</exception>
    public IDisposable Hold()
    {
        try
        {
            return new FileStream(In(Claim), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error)
        {
            throw new IOException($"the run folder '{Path}' is in use: another process trains into it", error);
        }
    }

    // Making a folder succeeds also where it is there; making a new file in it succeeds for one process.
    private static bool TryClaim(string path)
    {
        Directory.CreateDirectory(path);
        try
        {
            using var claim = new FileStream(System.IO.Path.Combine(path, Claim), FileMode.CreateNew);
            return true;
        }
        catch (IOException) when (File.Exists(System.IO.Path.Combine(path, Claim)))
        {
            return false;
        }
    }

    private static string Safe(string name) => string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '_'));

    private string In(string file) => System.IO.Path.Combine(Path, file);
}
