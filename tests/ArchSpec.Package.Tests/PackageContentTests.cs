using System.IO.Compression;
using System.Xml.Linq;

namespace ArchSpec.Package.Tests;

/// <summary>What every package has to bring.</summary>
public sealed class PackageContentTests
{
    private const long Megabyte = 1 << 20;

    public static TheoryData<string> Names => [.. Directory.GetDirectories(Path.Combine(Feed.Root, "src"), "ArchSpec.*").Select(folder => Path.GetFileName(folder)!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_a_README_an_icon_and_a_license(string name)
    {
        using var package = ZipFile.OpenRead(Feed.Package(name));
        var about = About(package);

        Assert.Equal(Feed.Version, about("version"));
        Assert.Equal("MIT", about("license"));
        Assert.NotEqual("Package Description", about("description"));
        Assert.NotNull(package.GetEntry(about("icon")!));
        Assert.NotNull(package.GetEntry(about("readme")!));
        Assert.NotNull(package.GetEntry("LICENSE"));
    }

    [Theory]
    [InlineData("ArchSpec.Core")]
    [InlineData("ArchSpec.Plugins")]
    [InlineData("ArchSpec.Training")]
    public void A_library_has_its_docs_and_symbols_and_no_path_of_the_machine(string name)
    {
        using var package = ZipFile.OpenRead(Feed.Package(name));
        using var symbols = ZipFile.OpenRead(Path.ChangeExtension(Feed.Package(name), "snupkg"));

        Assert.NotNull(package.GetEntry($"lib/net10.0/{name}.xml"));
        var library = Bytes(package.GetEntry($"lib/net10.0/{name}.dll")!);
        var pdb = Bytes(symbols.GetEntry($"lib/net10.0/{name}.pdb")!);
        Assert.All([library, pdb], file => Assert.Equal(-1, file.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(Feed.Root + "/src"))));
    }

    [Fact]
    public void All_are_below_250_MB() => Assert.All(
        Directory.GetFiles(Feed.Folder, $"*{Feed.Version}.nupkg"), file => Assert.InRange(new FileInfo(file).Length, 1, 250 * Megabyte));

    [Fact]
    public void The_tool_for_other_systems_has_no_libtorch_and_works_with_one_that_is_named()
    {
        using var scratch = new ScratchFolder();
        ZipFile.ExtractToDirectory(Feed.Package("ArchSpec.Tool.any"), scratch.In("any"));
        var program = scratch.In("any/tools/net10.0/any/dotnet-archspec.dll");

        Assert.Empty(Directory.GetFiles(scratch.In("any"), "*torch_cpu*", SearchOption.AllDirectories));
        Assert.Contains("Total params: 51,669", scratch.Dotnet(program, "summary", Path.Combine(Feed.Root, "architectures", "cnn-light.yaml")).Ok(), StringComparison.Ordinal);
        var without = scratch.Dotnet(program, "doctor");
        Assert.Equal(1, without.ExitCode);
        Assert.Contains("No libtorch was found", without.Out, StringComparison.Ordinal);
        var libTorch = new Dictionary<string, string> { ["ARCHSPEC_LIBTORCH"] = Feed.LibTorch };
        scratch.Run(libTorch, "dotnet", program, "doctor").Ok();
    }

    private static Func<string, string?> About(ZipArchive package)
    {
        using var stream = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        var metadata = XDocument.Load(stream).Descendants().First(element => element.Name.LocalName == "metadata");
        return name => metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value;
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
