using ArchSpec.Summary;

namespace ArchSpec.Core.Tests.Summary;

public class CellTextTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("conv2d", 6)]
    [InlineData("日本", 4)]
    [InlineData("한글", 4)]
    [InlineData("\u1112\u1161\u11AB", 2)]
    [InlineData("e\u0301", 1)]
    [InlineData("é…└", 3)]
    [InlineData("😀", 2)]
    [InlineData("❤\uFE0F", 1)]
    [InlineData("\uFF21", 2)]
    [InlineData("a\u200Bb", 2)]
    public void Cells(string text, int expected) => Assert.Equal(expected, CellWidth.Of(text));

    [Theory]
    [InlineData("conv2d (Conv2D)", 15, "conv2d (Conv2D)")]
    [InlineData("conv2d (Conv2D)", 14, "conv2d        |(Conv2D)      ")]
    [InlineData("max_pooling2d[0][0], dense[0][0]", 12, "max_pooling…|dense[0][0] ")]
    [InlineData("日本語", 5, "日本…")]
    [InlineData("a日本", 3, "a …")]
    [InlineData("", 3, "   ")]
    public void Cells_wrap_at_blanks_and_cut_what_is_too_long(string text, int width, string expected) =>
        Assert.Equal(expected, string.Join('|', CellText.Cell(text, width, Justify.Left)));

    [Theory]
    [InlineData(Justify.Left, "ab   ")]
    [InlineData(Justify.Right, "   ab")]
    [InlineData(Justify.Center, " ab  ")]
    internal void Justified(Justify justify, string expected) => Assert.Equal([expected], CellText.Cell("ab", 5, justify));

    [Theory]
    [InlineData("Model: \"abcdefghij\"", 8, "Model: |\"abcdefg|hij\"")]
    [InlineData("Model: \"a b\"", 8, "Model: |\"a b\"")]
    [InlineData("Model: \"日本語\"", 5, "Model|: |\"日本|語\"")]
    public void A_title_is_folded(string text, int width, string expected) =>
        Assert.Equal(expected, string.Join('|', LineBreaker.Wrap(text, width, folds: true)));
}
