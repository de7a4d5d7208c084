using ArchSpec.Training.Data;

namespace ArchSpec.Training.Tests.Data;

public sealed class ComposedTextTests
{
    [Theory]
    [InlineData("cafe\u0301", "caf\u00e9")]
    [InlineData("caf\u00e9", "caf\u00e9")]
    [InlineData("e\u0323\u0302", "\u1ec7")] // Vietnamese: two marks
    [InlineData("\u0041\u030a", "\u00c5")]
    [InlineData("\u0438\u0306", "\u0439")] // Cyrillic
    [InlineData("\u304b\u3099", "\u304c")] // kana
    [InlineData("\u1112\u1161\u11ab", "\ud55c")] // Hangul
    [InlineData("\u0061\u0327\u0301", "\u00e1\u0327")] // a mark between that goes with no sign
    [InlineData("plain (1)", "plain (1)")]
    [InlineData("\ud83c\udf3e", "\ud83c\udf3e")]
    public void Letters_take_in_their_marks(string text, string expected)
    {
        Assert.Equal(expected, ComposedText.Of(text));
        Assert.Equal(expected, ComposedText.Of(expected));
    }

    [Fact]
    public void Half_of_a_sign_stays() => Assert.Equal("\ud83c", ComposedText.Of("\ud83c")); // file systems allow it
}
