using ArchSpec.Rewrite;

namespace ArchSpec.Core.Tests.Rewrite;

public sealed class UnifiedDiffTests
{
    // Each is what GNU diff 3.10 prints with -u and --label for both names.
    [Theory]
    [InlineData("a\nb\nc\n", "a\nb\nc\n", "")]
    [InlineData("a\nb\nc\n", "a\nB\nc\n", "--- old\n+++ new\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n")]
    [InlineData("", "a\n", "--- old\n+++ new\n@@ -0,0 +1 @@\n+a\n")]
    [InlineData("a\n", "", "--- old\n+++ new\n@@ -1 +0,0 @@\n-a\n")]
    [InlineData("a\nb", "a\nb\n", "--- old\n+++ new\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n")]
    [InlineData(
        "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "0\n1\n2\n3\n4\n5\n6\n7\n8\nnine\n",
        "--- old\n+++ new\n@@ -1,3 +1,4 @@\n+0\n 1\n 2\n 3\n@@ -6,4 +7,4 @@\n 6\n 7\n 8\n-9\n+nine\n")]
    [InlineData(
        "1\n2\n3\n4\n5\n6\n7\n8\n", "one\n2\n3\n4\n5\n6\n7\neight\n",
        "--- old\n+++ new\n@@ -1,8 +1,8 @@\n-1\n+one\n 2\n 3\n 4\n 5\n 6\n 7\n-8\n+eight\n")]
    public void It_is_what_diff_prints(string old, string now, string expected) => Assert.Equal(expected, UnifiedDiff.Of(old, now, "old", "new"));

    [Fact]
    public void Files_stand_one_behind_the_other() => Assert.Equal(
        "--- a.yaml\n+++ small.yaml\n@@ -1 +1 @@\n-1\n+2\n--- c.yaml\n+++ small.c.yaml\n@@ -1 +1 @@\n-3\n+4\n",
        UnifiedDiff.Of([("a.yaml", "1\n", "small.yaml", "2\n"), ("b.yaml", "5\n", "b.yaml", "5\n"), ("c.yaml", "3\n", "small.c.yaml", "4\n")]));

    [Fact]
    public void A_patch_of_random_texts_gives_the_new_text()
    {
        var random = new Random(3);
        for (var round = 0; round < 200; round++)
        {
            var (old, now) = (Text(random), Text(random));
            Assert.Equal(now, Patch(old, UnifiedDiff.Of(old, now, "old", "new")));
        }
    }

    private static string Text(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => $"{random.Next(6)}\n"));

    // As the program of that name reads it: context and removed lines must be there, at the places that the hunks name.
    private static string Patch(string old, string diff)
    {
        var (lines, result, at) = (old.Split('\n')[..^1], new List<string>(), 0);
        foreach (var line in diff.Split('\n').Skip(2).Where(line => line.Length > 0))
        {
            if (line[0] == '@')
            {
                var range = line.Split(' ')[1][1..].Split(',').Select(int.Parse).ToArray();
                var start = range is [_, 0] ? range[0] : range[0] - 1;
                result.AddRange(lines[at..start]);
                at = start;
                continue;
            }

            if (line[0] != '+')
            {
                Assert.Equal(lines[at++], line[1..]);
            }

            if (line[0] != '-')
            {
                result.Add(line[1..]);
            }
        }

        return string.Concat(result.Concat(lines[at..]).Select(line => line + "\n"));
    }
}
