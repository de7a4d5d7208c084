namespace ArchSpec.Spec;

/// <summary>Some layers of a network by their names, in which <c>*</c> stands for any letters, such as <c>block5_*</c>.</summary>
/// <param name="Text">
/// Matches a layer's path (<c>inception_module/conv2d_3</c>), or the name of something that the layer is in.
/// </param>
public sealed record LayerPattern(string Text)
{
    /// <summary>Whether a layer is meant.</summary>
    /// <param name="path">Its name behind the names of the blocks around it.</param>
    public bool Matches(string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOf('/', end - 1))
        {
            if (Matches(Text, path.AsSpan(0, end)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        var star = pattern.IndexOf('*');
        if (star < 0)
        {
            return name.SequenceEqual(pattern);
        }

        if (!name.StartsWith(pattern[..star], StringComparison.Ordinal))
        {
            return false;
        }

        for (var skipped = star; skipped <= name.Length; skipped++)
        {
            if (Matches(pattern[(star + 1)..], name[skipped..]))
            {
                return true;
            }
        }

        return false;
    }
}
