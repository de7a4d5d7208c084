using System.Diagnostics;
using System.Text;
using ArchSpec.Testing;

namespace ArchSpec.Tool.Tests.Promises;

/// <summary>What the tool prints is UTF-8 without a mark, whatever the locale: a table's lines and names of all scripts would be lost in another.</summary>
public sealed class OutputEncodingTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("en_US.ISO-8859-1")]
    [InlineData("ru_RU.KOI8-R")]
    [InlineData("C")]
    [InlineData("C.UTF-8")]
    public void Output_and_errors_are_UTF8_under(string locale)
    {
        var spec = _folder.Write("茄子.yaml", "archspec: 1\nname: 茄子\ninput: [4]\nlayers:\n  - Dense: 2\n");

        var (output, _) = Run(locale, "summary", spec);
        var (_, error) = Run(locale, "summary", _folder.In("нет.yaml"));

        Assert.StartsWith("Model: \"茄子\"", output, StringComparison.Ordinal);
        Assert.Contains("┏━━━", output, StringComparison.Ordinal);
        Assert.Contains("нет.yaml", error, StringComparison.Ordinal);
    }

    private static (string Out, string Error) Run(string locale, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "dotnet-archspec.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.Latin1, // the bytes as they are
            StandardErrorEncoding = Encoding.Latin1,
        };
        start.Environment["LC_ALL"] = locale;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        return (Strict(output.Result), Strict(error.Result));
    }

    // Throws at a byte that is not UTF-8; a mark would be the first sign.
    private static string Strict(string bytes) => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Encoding.Latin1.GetBytes(bytes));
}
