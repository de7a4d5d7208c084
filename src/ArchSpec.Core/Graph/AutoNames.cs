using System.Globalization;
using System.Text;

namespace ArchSpec.Graph;

/// <summary>
/// Keras's automatic names: the class name in snake case, then with _1, _2 … for the next of the same class. The count goes
/// on when a layer is constructed, never when a name is given.
/// </summary>
public sealed class AutoNames
{
    private readonly Dictionary<string, int> _used = [];

    /// <summary>The next automatic name of a type.</summary>
    public string Next(string typeName)
    {
        var next = Peek(typeName);
        var name = ToSnakeCase(typeName);
        _used[name] = _used.GetValueOrDefault(name) + 1;
        return next;
    }

    /// <summary>What <see cref="Next"/> would return, without counting it.</summary>
    internal string Peek(string typeName)
    {
        var name = ToSnakeCase(typeName);
        var count = _used.GetValueOrDefault(name);
        return count == 0 ? name : $"{name}_{count.ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>Whether a name could be an automatic one of a type, whatever its number.</summary>
    internal static bool IsAutomatic(string typeName, string name)
    {
        var bare = ToSnakeCase(typeName);
        return name == bare || (name.StartsWith(bare + "_", StringComparison.Ordinal) && name.AsSpan(bare.Length + 1).ContainsAnyExceptInRange('0', '9') is false && name.Length > bare.Length + 1);
    }

    /// <summary>As <c>keras.src.utils.naming.to_snake_case</c>: <c>MaxPooling2D</c> → <c>max_pooling2d</c>.</summary>
    public static string ToSnakeCase(string name)
    {
        // Keras's three regular expressions in one pass: making them would cost each command milliseconds.
        var snake = new StringBuilder();
        var words = string.Concat(name.Where(letter => char.IsLetterOrDigit(letter) || letter == '_'));
        for (var at = 0; at < words.Length; at++)
        {
            if (at > 0 && StartsWord(words, at))
            {
                snake.Append('_');
            }

            snake.Append(char.ToLowerInvariant(words[at]));
        }

        return snake.ToString();
    }

    private static bool StartsWord(string words, int at) => char.IsAsciiLetterUpper(words[at])
        && (char.IsAsciiLetterLower(words[at - 1]) || (at + 1 < words.Length && char.IsAsciiLetterLower(words[at + 1])));
}
