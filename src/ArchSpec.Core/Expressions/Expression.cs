using System.Globalization;

namespace ArchSpec.Expressions;

/// <summary>An expression cannot be computed; the message says why.</summary>
internal sealed class ExpressionException(string message) : Exception(message);

/// <summary>
/// The small integer expressions of <c>${…}</c>: + - * // % and parentheses over numbers and parameters. Division and
/// remainder round down, as Python's do.
/// </summary>
internal sealed class Expression
{
    // Bounds the recursion of parentheses and signs.
    private const int MaxLength = 500;

    private readonly string _text;
    private readonly Func<string, long?> _lookup;
    private int _position;

    private Expression(string text, Func<string, long?> lookup)
    {
        _text = text;
        _lookup = lookup;
    }

    /// <summary>Computes an expression.</summary>
    /// <param name="text">Without the <c>${</c> and <c>}</c>.</param>
    /// <param name="lookup">
    /// Gives a parameter's value, or null for one that is not known yet, or throws <see cref="ExpressionException"/>.
    /// </param>
    /// <returns>The value; null where it depends on one that is not known.</returns>
    public static long? Evaluate(string text, Func<string, long?> lookup)
    {
        if (text.Length > MaxLength)
        {
            throw new ExpressionException($"an expression has at most {MaxLength} characters, received {text.Length}");
        }

        var expression = new Expression(text, lookup);
        try
        {
            var value = checked(expression.Sum());
            return expression.Peek() == '\0' ? value : throw expression.Unexpected();
        }
        catch (OverflowException)
        {
            throw new ExpressionException($"'{text}' is too large a number");
        }
    }

    private long? Sum()
    {
        var value = Product();
        while (Peek() is '+' or '-')
        {
            value = checked(_text[_position++] == '+' ? value + Product() : value - Product());
        }

        return value;
    }

    private long? Product()
    {
        var value = Unary();
        while (true)
        {
            if (Take("//"))
            {
                value = FloorDivide(value, Unary());
            }
            else if (Take("*"))
            {
                value = checked(value * Unary());
            }
            else if (Take("%"))
            {
                var divisor = Unary();
                value = checked(value - (FloorDivide(value, divisor) * divisor));
            }
            else
            {
                return value;
            }
        }
    }

    private long? Unary()
    {
        if (Take("-"))
        {
            return checked(-Unary());
        }

        if (!Take("("))
        {
            return Atom();
        }

        var value = Sum();
        return Take(")") ? value : throw Unexpected();
    }

    private long? Atom()
    {
        Peek();
        var start = _position;
        while (_position < _text.Length && (char.IsAsciiLetterOrDigit(_text[_position]) || _text[_position] == '_'))
        {
            _position++;
        }

        var word = _text[start.._position];
        if (word.Length == 0)
        {
            throw Unexpected();
        }

        return char.IsAsciiDigit(word[0]) ? Number(word) : _lookup(word);
    }

    private static long Number(string word) => long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new ExpressionException($"'{word}' is no whole number");

    private long? FloorDivide(long? value, long? divisor)
    {
        if (divisor == 0)
        {
            throw new ExpressionException($"'{_text}' divides by 0");
        }

        var quotient = checked(value / divisor);
        return value % divisor != 0 && (value < 0) != (divisor < 0) ? quotient - 1 : quotient;
    }

    private char Peek()
    {
        while (_position < _text.Length && _text[_position] == ' ')
        {
            _position++;
        }

        return _position < _text.Length ? _text[_position] : '\0';
    }

    private bool Take(string token)
    {
        Peek();
        var here = string.CompareOrdinal(_text, _position, token, 0, token.Length) == 0;
        _position += here ? token.Length : 0;
        return here;
    }

    private ExpressionException Unexpected() => new(
        $"'{_text}' is no expression of + - * // % ( ), numbers and parameters{(_position < _text.Length ? $" (at '{_text[_position..]}')" : "")}");
}
