namespace ArchSpec.Training.Compare;

/// <summary>An argument that two layers have different values of.</summary>
/// <param name="Name">Keras's name.</param>
/// <param name="First">The first layer's value, as a spec writes it.</param>
/// <param name="Second">The second layer's value.</param>
public sealed record ArgumentDifference(string Name, string First, string Second);

/// <summary>A layer that two networks do not have alike.</summary>
/// <param name="First">Its path in the first network, or null where only the second has it.</param>
/// <param name="Second">Its path in the second network, or null where only the first has it.</param>
/// <param name="Type">The layer's type.</param>
/// <param name="Arguments">What differs; all that its spec gives where one network alone has it, with an empty text for the other.</param>
public sealed record LayerDifference(string? First, string? Second, string Type, IReadOnlyList<ArgumentDifference> Arguments);
