using System.Collections.Immutable;
using ArchSpec.Spec;

namespace ArchSpec.Layers;

/// <summary>Checks what a layer type says of itself, which readers, the schema and the docs rely on.</summary>
public static class LayerMetadata
{
    // What a spec may say beside or among a layer's arguments.
    private static readonly string[] Taken = ["name", "inputs", "trainable"];

    /// <summary>What is wrong with a layer type's name, summary or arguments, to be read behind "the layer type"; null where nothing is.</summary>
    public static string? ProblemOf(ILayer layer)
    {
        if (!IsTypeName(layer.Type))
        {
            return $"has {Quoted(layer.Type)} as its Type; a Type is a capital letter and then letters, digits and '_'";
        }

        if (ModelReader.Types.Contains(layer.Type))
        {
            return $"has {Quoted(layer.Type)} as its Type, which is a word of the spec language";
        }

        return !IsLine(layer.Summary) ? "has no Summary; it is one line that says what the layer does"
            : layer.Arguments.IsDefault ? "has Arguments that were never set; a layer without arguments has [] there"
            : ProblemOf(layer.Arguments) ?? ProblemOf(layer, "Activation", layer.Activation) ?? ProblemOf(layer, "ActivityRegularizer", layer.ActivityRegularizer);
    }

    private static string? ProblemOf(ImmutableArray<Argument> arguments)
    {
        var names = new HashSet<string>();
        foreach (var argument in arguments)
        {
            var problem = argument is null ? "has a null among its Arguments"
                : !IsArgumentName(argument.Name) ? $"has an argument named {Quoted(argument.Name)}; a name is of small letters, digits and '_', and begins with a letter"
                : Taken.Contains(argument.Name) ? $"has an argument named '{argument.Name}', which every layer of a spec has already"
                : !names.Add(argument.Name) ? $"has two arguments named '{argument.Name}'"
                : !IsLine(argument.Summary) ? $"has no summary for its argument '{argument.Name}'; it is one line that says what the argument is for"
                : null;
            if (problem is not null)
            {
                return problem;
            }
        }

        return null;
    }

    // Argument<T> of a layer is looked up by its name: one that is not listed would never have another value than its default.
    private static string? ProblemOf(ILayer layer, string property, Argument? argument) => argument is null || layer.Arguments.Contains(argument)
        ? null
        : $"has an {property} that is not among its Arguments";

    private static bool IsTypeName(string? name) =>
        name is { Length: > 0 } && char.IsAsciiLetterUpper(name[0]) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');

    private static bool IsArgumentName(string? name) => name is { Length: > 0 } && char.IsAsciiLetterLower(name[0])
        && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_');

    private static bool IsLine(string? text) => !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl);

    private static string Quoted(string? text) => text is null ? "null" : $"'{text}'";
}
