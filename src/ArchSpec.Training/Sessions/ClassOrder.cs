namespace ArchSpec.Training.Sessions;

/// <summary>From where it is known which output of a model is which class.</summary>
public enum ClassOrder
{
    /// <summary>The caller said so.</summary>
    Given,

    /// <summary>The weights file does, as ArchSpec writes it.</summary>
    Weights,

    /// <summary>From nowhere: the order of the data's folders, by their names, is assumed.</summary>
    Folders,
}
