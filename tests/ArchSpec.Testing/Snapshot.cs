using System.Runtime.CompilerServices;
using System.Text;
using Xunit.Sdk;

namespace ArchSpec.Testing;

/// <summary>
/// Compares a text with the snapshot beside the test's source file, by the conventions of the library Verify:
/// <c>Class.Method.verified.txt</c> is committed; where it is missing or differs, <c>Class.Method.received.txt</c> is written
/// and the test fails. To accept a text, rename the received file, or run the tests once with <c>ARCHSPEC_ACCEPT=1</c>.
/// </summary>
public static class Snapshot
{
    /// <summary>Fails the test where <paramref name="received"/> is not the accepted text. Line ends do not count.</summary>
    /// <param name="received">What the code under test gave.</param>
    /// <param name="parameters">What tells the rows of a theory apart: <c>model=lenet</c>, or <c>model=lenet_width=80</c>.</param>
    /// <param name="extension">Of the snapshot, without a dot.</param>
    /// <param name="sourceFile">Filled in by the compiler; its name is taken as the class's name.</param>
    /// <param name="method">Filled in by the compiler.</param>
    public static void Verify(
        string received,
        string? parameters = null,
        string extension = "txt",
        [CallerFilePath] string sourceFile = "",
        [CallerMemberName] string method = "")
    {
        var stem = Stem(sourceFile, method, parameters);
        var (verifiedFile, receivedFile) = ($"{stem}.verified.{extension}", $"{stem}.received.{extension}");
        var text = Normalize(received);
        var expected = File.Exists(verifiedFile) ? Normalize(File.ReadAllText(verifiedFile)) : null;
        if (text == expected || Accepts(verifiedFile, text))
        {
            File.Delete(receivedFile);
            return;
        }

        Write(receivedFile, text);
        throw new XunitException(expected is null
            ? $"No snapshot yet. To accept the text, rename\n  {receivedFile}\nto\n  {verifiedFile}\nReceived:\n{text}"
            : $"The text differs from its snapshot.\n  {receivedFile}\n  {verifiedFile}\n{FirstDifference(expected, text)}");
    }

    private static string Stem(string sourceFile, string method, string? parameters)
    {
        // A build with mapped paths (ContinuousIntegrationBuild) gives /_/tests/...
        var file = sourceFile.StartsWith("/_/", StringComparison.Ordinal) ? RepositoryRoot.In(sourceFile[3..]) : sourceFile;
        var name = $"{Path.GetFileNameWithoutExtension(file)}.{method}{(parameters is null ? "" : "_" + parameters)}";
        return Path.Combine(Path.GetDirectoryName(file)!, FileName(name));
    }

    // The characters that Windows refuses, on every system, so that a snapshot's name is the same everywhere.
    private static string FileName(string name) =>
        string.Concat(name.Select(c => c < ' ' || "<>:\"/\\|?*".Contains(c, StringComparison.Ordinal) ? '-' : c));

    private static string Normalize(string text) =>
        text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n');

    private static bool Accepts(string verifiedFile, string text)
    {
        var accepts = Environment.GetEnvironmentVariable("ARCHSPEC_ACCEPT") == "1"
            && Environment.GetEnvironmentVariable("CI") is null;
        if (accepts)
        {
            Write(verifiedFile, text);
        }

        return accepts;
    }

    private static void Write(string file, string text) => File.WriteAllText(file, text + "\n", new UTF8Encoding(false));

    private static string FirstDifference(string expected, string received)
    {
        var (was, now) = (expected.Split('\n'), received.Split('\n'));
        var line = was.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"First difference in line {line + 1}:\n- {At(was, line)}\n+ {At(now, line)}";
    }

    private static string At(string[] lines, int index) => index < lines.Length ? lines[index] : "(end of text)";
}
