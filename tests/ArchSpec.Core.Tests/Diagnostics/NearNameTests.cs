using ArchSpec.Diagnostics;

namespace ArchSpec.Core.Tests.Diagnostics;

public sealed class NearNameTests
{
    private static readonly string[] Known =
        ["Conv2D", "Dense", "MaxPooling2D", "GlobalAveragePooling2D", "Flatten", "Add", "kernel_size", "filters", "name", "inputs", "Adam", "SGD"];

    [Theory]
    [InlineData("conv2d", "Conv2D")]
    [InlineData("Conv2", "Conv2D")]
    [InlineData("Conv", "Conv2D")]
    [InlineData("Covn2D", "Conv2D")]
    [InlineData("MaxPool2d", "MaxPooling2D")]
    [InlineData("max_pool2d", "MaxPooling2D")]
    [InlineData("kernelSize", "kernel_size")]
    [InlineData("kernal_size", "kernel_size")]
    [InlineData("filtres", "filters")]
    [InlineData("SDG", "SGD")]
    [InlineData("Adma", "Adam")]
    [InlineData("nmae", "name")]
    [InlineData("ad", "Add")]
    [InlineData("x", null)]
    [InlineData("", null)]
    [InlineData("abc", null)]
    [InlineData("Pad", null)]
    [InlineData("ReLU", null)]
    [InlineData("Transformer", null)]
    public void It_finds_what_was_probably_meant(string name, string? expected) => Assert.Equal(expected, NearName.Find(name, Known));

    [Fact]
    public void A_suggestion_is_a_part_of_a_sentence()
    {
        Assert.Equal("; did you mean 'Dense'?", NearName.Suggest("Dens", Known));
        Assert.Equal("", NearName.Suggest("Transformer", Known));
    }

    [Fact]
    public void Long_names_take_no_time()
    {
        var long1 = new string('a', 500_000);
        Assert.Null(NearName.Find(long1, [new string('a', 500_001)]));
    }

    [Fact]
    public void Of_equally_near_names_the_first_in_the_alphabet_is_taken() => Assert.Equal("ab1", NearName.Find("ab3", ["ab2", "ab1"]));
}
