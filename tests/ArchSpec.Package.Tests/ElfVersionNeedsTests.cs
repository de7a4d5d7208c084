using ArchSpec.Build;

namespace ArchSpec.Package.Tests;

public sealed class ElfVersionNeedsTests
{
    private const ushort Weak = 2;

    [Fact]
    public void Makes_the_named_need_weak_and_leaves_the_others()
    {
        var image = ElfImage.WithNeeds(["GLIBCXX_3.4.21", "GLIBCXX_3.4.32"], ["GLIBC_2.34"]);

        Assert.Equal(1, ElfVersionNeeds.Weaken(image, "GLIBCXX_3.4.32"));

        Assert.Equal([0, Weak, 0], ElfImage.Flags(image, 2, 1));
    }

    [Fact]
    public void Changes_two_bytes_at_most()
    {
        var image = ElfImage.WithNeeds(["GLIBCXX_3.4.32"]);
        var before = (byte[])image.Clone();

        ElfVersionNeeds.Weaken(image, "GLIBCXX_3.4.32");

        Assert.Single(before.Zip(image), pair => pair.First != pair.Second);
    }

    [Fact]
    public void A_second_time_changes_nothing()
    {
        var image = ElfImage.WithNeeds(["GLIBCXX_3.4.32"]);
        ElfVersionNeeds.Weaken(image, "GLIBCXX_3.4.32");
        var once = (byte[])image.Clone();

        Assert.Equal(0, ElfVersionNeeds.Weaken(image, "GLIBCXX_3.4.32"));
        Assert.Equal(once, image);
    }

    [Theory]
    [InlineData("GLIBCXX_3.4.3")]
    [InlineData("GLIBCXX_3.4.320")]
    public void A_name_that_only_begins_alike_is_another(string version)
    {
        var image = ElfImage.WithNeeds(["GLIBCXX_3.4.32"]);

        Assert.Equal(0, ElfVersionNeeds.Weaken(image, version));
    }

    [Fact]
    public void Refuses_what_is_no_ELF_file()
    {
        var error = Assert.Throws<InvalidDataException>(() => ElfVersionNeeds.Weaken(new byte[100], "V"));

        Assert.Equal("not an ELF file", error.Message);
    }

    [Fact]
    public void Refuses_a_32_bit_file()
    {
        var image = ElfImage.WithNeeds(["V"]);
        image[4] = 1;

        Assert.Contains("64-bit", Assert.Throws<InvalidDataException>(() => ElfVersionNeeds.Weaken(image, "V")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_file_that_is_cut_short_at_any_place()
    {
        var image = ElfImage.WithNeeds(["GLIBCXX_3.4.32"]);
        for (var length = 0; length < image.Length; length += 3)
        {
            var part = image[..length];
            Assert.Throws<InvalidDataException>(() => ElfVersionNeeds.Weaken(part, "GLIBCXX_3.4.32"));
        }
    }
}
