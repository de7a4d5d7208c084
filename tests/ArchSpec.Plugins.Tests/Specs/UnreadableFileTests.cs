using System.Text;
using ArchSpec.Diagnostics;
using ArchSpec.Spec;
using ArchSpec.Testing;

namespace ArchSpec.Plugins.Tests.Specs;

/// <summary>Files that cannot be written down as a marked text.</summary>
public sealed class UnreadableFileTests
{
    // AS0313 and AS0604 are about data as well: see ClassifierEndTests, and ClassCheckTests of ArchSpec.Training.
    internal static IReadOnlyList<string> Codes { get; } = ["AS0001", "AS0003", "AS0313", "AS0604"];

    [Fact]
    public void A_missing_file() => Has(Validate(null), "AS0001", "there is no such file");

    [Fact]
    public void A_file_that_is_not_utf8() => Has(Validate([0x61, 0xFF, 0xFE, 0x80]), "AS0001", "not UTF-8");

    [Fact]
    public void A_file_with_nul_bytes() => Assert.NotEmpty(Validate("archspec: 1\nname: a\0b\n"u8.ToArray()));

    [Fact]
    public void A_huge_file() => Has(Validate(Encoding.UTF8.GetBytes(new string('#', (1 << 20) + 1))), "AS0003", "1048576");

    [Fact]
    public void A_folder() => Has(SpecValidator.Validate(Path.GetTempPath(), BuiltInLayers.Registry), "AS0001", "");

    private static IReadOnlyList<Diagnostic> Validate(byte[]? bytes)
    {
        using var folder = new TempFolder();
        var path = bytes is null ? folder.In("spec.yaml") : folder.Write("spec.yaml", bytes);
        return SpecValidator.Validate(path, BuiltInLayers.Registry);
    }

    private static void Has(IReadOnlyList<Diagnostic> problems, string code, string part)
    {
        var only = Assert.Single(problems);
        Assert.Equal((code, 1, 1), (only.Code, only.Span.Line, only.Span.Column));
        Assert.Contains(part, only.Message, StringComparison.Ordinal);
    }
}
