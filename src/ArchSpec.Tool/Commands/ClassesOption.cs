namespace ArchSpec.Tool.Commands;

/// <summary>The option that says the order of the classes, for the commands that have it.</summary>
internal static class ClassesOption
{
    /// <summary>Its form.</summary>
    public const string Template = "--classes <A,B,C>";

    /// <summary>Its help, for commands with a data set.</summary>
    public const string Description = "Names of the classes in the order of the outputs; by default those in the weights file, or else the folders in their order.";

    /// <summary>The names; null where the option is not given.</summary>
    public static IReadOnlyList<string>? Names(string? value) => value?.Split(',').Select(name => name.Trim()).ToList();
}
