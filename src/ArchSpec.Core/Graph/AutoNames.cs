using System.Globalization;
using System.Text.RegularExpressions;

namespace ArchSpec.Graph;

/// <summary>
/// Keras's automatic names: the class name in snake case, then with _1, _2 … for the next of the same class. The count goes
/// on when a layer is constructed, never when a name is given.
/// </summary>
public sealed partial class AutoNames
{
    private readonly Dictionary<string, int> _used = [];

    /// <summary>The next automatic name of a type.</summary>
    public string Next(string typeName)
    {
        var name = ToSnakeCase(typeName);
        var count = _used.GetValueOrDefault(name);
        _used[name] = count + 1;
        return count == 0 ? name : $"{name}_{count.ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>As <c>keras.src.utils.naming.to_snake_case</c>: <c>MaxPooling2D</c> → <c>max_pooling2d</c>.</summary>
    public static string ToSnakeCase(string name)
    {
        var words = NonWord().Replace(name, "");
        words = CapitalWord().Replace(words, "$1_$2");
        return LowerToCapital().Replace(words, "$1_$2").ToLowerInvariant();
    }

    [GeneratedRegex(@"\W+")]
    private static partial Regex NonWord();

    [GeneratedRegex("(.)([A-Z][a-z]+)")]
    private static partial Regex CapitalWord();

    [GeneratedRegex("([a-z])([A-Z])")]
    private static partial Regex LowerToCapital();
}
