using ArchSpec.Testing;
using Xunit.Sdk;

namespace ArchSpec.Training.Tests.Testing;

/// <summary>The snapshot comparison is trusted by every other test, so it is tested itself.</summary>
public class SnapshotTests
{
    [Fact]
    public void A_missing_snapshot_fails_and_leaves_the_received_text()
    {
        using var folder = new TempFolder();

        var error = Assert.Throws<XunitException>(() => Verify(folder, "one\ntwo\n"));

        Assert.Contains("No snapshot yet", error.Message, StringComparison.Ordinal);
        Assert.Equal("one\ntwo\n", File.ReadAllText(folder.In("Some.Method_a=1.received.txt")));
        Assert.False(File.Exists(folder.In("Some.Method_a=1.verified.txt")));
    }

    [Fact]
    public void An_equal_text_passes_whatever_its_line_ends_and_sweeps_the_received_file()
    {
        using var folder = new TempFolder();
        folder.Write("Some.Method_a=1.verified.txt", "\uFEFFone\r\ntwo");
        folder.Write("Some.Method_a=1.received.txt", "old");

        Verify(folder, "one\ntwo\n");

        Assert.False(File.Exists(folder.In("Some.Method_a=1.received.txt")));
    }

    [Fact]
    public void A_difference_is_shown_by_its_first_line()
    {
        using var folder = new TempFolder();
        folder.Write("Some.Method_a=1.verified.txt", "one\ntwo\n");

        var error = Assert.Throws<XunitException>(() => Verify(folder, "one\n2\n"));

        Assert.Contains("First difference in line 2:\n- two\n+ 2", error.Message, StringComparison.Ordinal);
    }

    private static void Verify(TempFolder folder, string text) =>
        Snapshot.Verify(text, "a=1", sourceFile: folder.In("Some.cs"), method: "Method");
}
