namespace ArchSpec.Python;

/// <summary>A call as Python writes it, such as <c>layers.Conv2D(32, 3, activation='relu')</c>.</summary>
/// <param name="Name">What is called, without the modules in front.</param>
/// <param name="Arguments">Its arguments as YAML; the name of a positional one is null.</param>
internal sealed record PythonCall(string Name, IReadOnlyList<(string? Name, string Value)> Arguments)
{
    // Keras takes the shape of the input among a layer's arguments; a spec says it once, with "input".
    private static readonly string[] OfTheInput = ["input_shape", "batch_input_shape", "input_dim"];

    /// <summary>The arguments as a spec gives them: one value, a list, or a mapping; empty for none.</summary>
    /// <param name="names">The names of positional arguments; null where they are not known.</param>
    /// <returns>Null where a name is needed that is not known.</returns>
    public string? ArgumentsText(IReadOnlyList<string>? names)
    {
        var given = Arguments.Where(argument => !OfTheInput.Contains(argument.Name)).ToList();
        if (given.TrueForAll(argument => argument.Name is null))
        {
            return given.Count switch
            {
                0 => "",
                1 when !given[0].Value.StartsWith('[') => given[0].Value,
                1 when names is [var name, ..] => $"{{ {name}: {given[0].Value} }}",
                _ => $"[{string.Join(", ", given.Select(argument => argument.Value))}]",
            };
        }

        var pairs = given.Select((argument, place) => (Name: argument.Name ?? names?.ElementAtOrDefault(place), argument.Value)).ToList();
        return pairs.Exists(pair => pair.Name is null) ? null : $"{{ {string.Join(", ", pairs.Select(pair => $"{pair.Name}: {pair.Value}"))} }}";
    }

    /// <summary>The call as a value: a word, or a mapping of the name to its arguments.</summary>
    public string? ValueText(IReadOnlyList<string>? names = null) => ArgumentsText(names) switch
    {
        null => null,
        "" => Name,
        var arguments => $"{{ {Name}: {arguments} }}",
    };
}
