namespace ArchSpec.Diagnostics;

/// <summary>A few lines of text that Git leaves in the place of a large file until it is fetched.</summary>
public static class GitLfsPointer
{
    /// <summary>What a message says of one.</summary>
    public const string Reason = "it is a Git LFS pointer, which only stands for the file: git lfs pull fetches it";

    /// <summary>Whether a file that begins so is one.</summary>
    public static bool Is(ReadOnlySpan<byte> beginning) => beginning.StartsWith("version https://git-lfs."u8);
}
