using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.MSBuild.Log;
using ArchSpec.Summary;

namespace ArchSpec.MSBuild.Outputs;

/// <summary>
/// The summary of a spec as a file beside it: a snapshot in the project's repository, whose differences a person reviews. Its table has
/// Keras's full width, as where the command's output is no terminal, so that no window changes it.
/// </summary>
internal static class SummaryFile
{
    private const string Extension = ".summary.txt";

    /// <summary><c>cnn.summary.txt</c> for <c>cnn.yaml</c>.</summary>
    public static string PathFor(string spec) => Path.ChangeExtension(spec, null) + Extension;

    /// <summary>What the file is to say.</summary>
    public static string Text(Network network) => KerasSummary.Render(network, new SummaryOptions());

    /// <summary>The problem of a file that is missing or differs, at the first place that does; none where it is right.</summary>
    public static IEnumerable<Diagnostic> Problems(string path, string expected)
    {
        if (OutputFile.Read(path) is not { } received)
        {
            yield return BuildErrors.SummaryMissing(path);
        }
        else if (received != expected)
        {
            yield return FirstDifference(path, received.Split('\n'), expected.Split('\n'));
        }
    }

    private static Diagnostic FirstDifference(string path, string[] received, string[] expected)
    {
        var line = received.Zip(expected).TakeWhile(pair => pair.First == pair.Second).Count();
        var (was, now) = (received.ElementAtOrDefault(line) ?? "", expected.ElementAtOrDefault(line) ?? "");
        var column = was.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        return BuildErrors.SummaryDiffers(path, line + 1, column + 1, was.Trim(), now.Trim());
    }
}
