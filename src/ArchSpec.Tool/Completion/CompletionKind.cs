namespace ArchSpec.Tool.Completion;

/// <summary>What a shell offers for a value.</summary>
public enum CompletionKind
{
    /// <summary>Nothing: a number, a name.</summary>
    Nothing,

    /// <summary>A fixed set of words.</summary>
    Words,

    /// <summary>Names of files.</summary>
    File,

    /// <summary>Names of files that end in yaml or yml.</summary>
    Spec,

    /// <summary>Names of files with weights.</summary>
    Weights,

    /// <summary>Names of folders.</summary>
    Folder,

    /// <summary>Types of layers, such as Conv2D.</summary>
    Layer,
}
