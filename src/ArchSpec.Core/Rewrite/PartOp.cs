namespace ArchSpec.Rewrite;

/// <summary>What becomes of an item of a list of layers.</summary>
internal enum PartKind
{
    /// <summary>The item goes.</summary>
    Remove,

    /// <summary>One of its branches goes.</summary>
    RemoveBranch,

    /// <summary>One of its branches stands in its place.</summary>
    KeepBranch,

    /// <summary>One of the names of its <c>inputs:</c> goes.</summary>
    RemoveInput,

    /// <summary>It takes another layer than the one above, or than it named.</summary>
    SetInput,

    /// <summary>It gets a name.</summary>
    SetName,

    /// <summary>It uses another block.</summary>
    UseBlock,
}

/// <summary>A change of an item of a list of layers.</summary>
/// <param name="Kind">What becomes of it.</param>
/// <param name="Path">The item's place in the list of layers.</param>
/// <param name="Number">Which branch or input.</param>
/// <param name="Text">The new name, as the text writes it.</param>
/// <param name="Reason">For a comment; empty for none.</param>
internal sealed record PartOp(PartKind Kind, string Path, int Number, string Text, string Reason);
