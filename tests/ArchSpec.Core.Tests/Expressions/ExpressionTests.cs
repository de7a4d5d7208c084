using ArchSpec.Expressions;

namespace ArchSpec.Core.Tests.Expressions;

public sealed class ExpressionTests
{
    [Theory]
    [InlineData("7", 7)]
    [InlineData("1 + 2 * 3", 7)]
    [InlineData("(1 + 2) * 3", 9)]
    [InlineData("10 - 2 - 3", 5)]
    [InlineData("2 * 7 // 4", 3)]
    [InlineData("7 // 2 * 2", 6)]
    [InlineData("17 % 5 * 2", 4)]
    [InlineData("-7 // 2", -4)]
    [InlineData("7 // -2", -4)]
    [InlineData("-7 // -2", 3)]
    [InlineData("-7 % 3", 2)]
    [InlineData("7 % -3", -2)]
    [InlineData("-6 // 2", -3)]
    [InlineData("--3", 3)]
    [InlineData("2*-3", -6)]
    [InlineData("c // r", 8)]
    [InlineData("c//r+c%r", 8)]
    [InlineData(" ( c ) ", 64)]
    public void It_computes_as_Python_does(string text, long expected) => Assert.Equal(expected, Expression.Evaluate(text, Parameter));

    [Theory]
    [InlineData("", "is no expression")]
    [InlineData("1 +", "is no expression")]
    [InlineData("1 2", "(at '2')")]
    [InlineData("(1", "is no expression")]
    [InlineData("1)", "(at ')')")]
    [InlineData("4 / 2", "(at '/ 2')")]
    [InlineData("2 ** 3", "(at '* 3')")]
    [InlineData("1.5", "(at '.5')")]
    [InlineData("12ab", "'12ab' is no whole number")]
    [InlineData("99999999999999999999", "is no whole number")]
    [InlineData("c // 0", "divides by 0")]
    [InlineData("c % (r - 8)", "divides by 0")]
    [InlineData("9223372036854775807 + 1", "too large")]
    [InlineData("-9223372036854775807 - 2", "too large")]
    [InlineData("4611686018427387904 * 2", "too large")]
    [InlineData("(0 - 9223372036854775807 - 1) // -1", "too large")]
    [InlineData("__import__", "no such parameter")]
    [InlineData("ä", "is no expression")]
    public void It_says_what_is_wrong(string text, string part) =>
        Assert.Contains(part, Assert.Throws<ExpressionException>(() => Expression.Evaluate(text, Parameter)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData('(')]
    [InlineData('-')]
    public void Its_recursion_is_bounded(char letter) =>
        Assert.Throws<ExpressionException>(() => Expression.Evaluate(new string(letter, 1_000_000), Parameter));

    [Fact]
    public void It_is_checked_before_its_parameters_are_known()
    {
        Assert.Null(Expression.Evaluate("8 // (n - 1)", _ => null));
        Assert.Throws<ExpressionException>(() => Expression.Evaluate("8 // (n - 1", _ => null));
    }

    private static long? Parameter(string name) => name switch
    {
        "c" => 64,
        "r" => 8,
        _ => throw new ExpressionException("no such parameter"),
    };
}
