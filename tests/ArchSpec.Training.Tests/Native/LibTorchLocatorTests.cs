using ArchSpec.Training.Native;

namespace ArchSpec.Training.Tests.Native;

public sealed class LibTorchLocatorTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("archspec-locator-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void The_option_is_stronger_than_the_variable_and_the_bundled_one()
    {
        var choice = LibTorchLocator.Locate(LibTorch("option"), LibTorch("variable"), LibTorch("app"));

        Assert.Equal(new LibTorchChoice(In("option"), LibTorchSource.Option, "given by --libtorch"), choice);
    }

    [Fact]
    public void The_variable_is_stronger_than_the_bundled_one()
    {
        var choice = LibTorchLocator.Locate(null, LibTorch("variable"), LibTorch("app"));

        Assert.Equal(new LibTorchChoice(In("variable"), LibTorchSource.Environment, "given by ARCHSPEC_LIBTORCH"), choice);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("", " ")]
    public void What_is_empty_is_not_given(string? option, string? variable) =>
        Assert.Equal(LibTorchSource.Bundled, LibTorchLocator.Locate(option, variable, LibTorch("app")).Source);

    [Fact]
    public void Finds_the_one_beside_the_program() =>
        Assert.Equal(In("app"), LibTorchLocator.Locate(null, null, LibTorch("app") + Path.DirectorySeparatorChar).Directory);

    [Fact]
    public void Finds_the_one_under_runtimes()
    {
        var native = LibTorch(Path.Combine("app", "runtimes", LibTorchFiles.Rid, "native"));

        Assert.Equal(native, LibTorchLocator.Locate(null, null, In("app")).Directory);
    }

    [Fact]
    public void A_developers_build_names_the_package()
    {
        var package = LibTorch("package");
        WritePathFile(package);

        var choice = LibTorchLocator.Locate(null, null, In("app"));

        Assert.Equal(new LibTorchChoice(package, LibTorchSource.DeveloperBuild, "named by libtorch.path of this build"), choice);
    }

    [Theory]
    [InlineData("lib")]
    [InlineData("torch/lib")]
    public void A_PyTorch_or_an_unpacked_libtorch_may_be_named_by_its_own_folder(string inside)
    {
        var libraries = LibTorch(Path.Combine("pytorch", inside));

        Assert.Equal(libraries, LibTorchLocator.Locate(In("pytorch"), null, In("app")).Directory);
    }

    [Fact]
    public void A_named_folder_that_is_missing_is_not_passed_over()
    {
        var error = Assert.Throws<LibTorchException>(() => LibTorchLocator.Locate(In("none"), null, LibTorch("app")));

        Assert.Equal(
            $"--libtorch names the folder '{In("none")}', which does not exist. "
            + $"Give the folder that holds {LibTorchFiles.Core}, such as torch/lib of a PyTorch 2.10.",
            error.Message);
    }

    [Fact]
    public void A_named_folder_without_libtorch_is_not_passed_over()
    {
        Directory.CreateDirectory(In("empty"));

        var error = Assert.Throws<LibTorchException>(() => LibTorchLocator.Locate(null, In("empty"), LibTorch("app")));

        Assert.StartsWith($"ARCHSPEC_LIBTORCH names the folder '{In("empty")}', which has no {LibTorchFiles.Core}. ", error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_developers_build_whose_package_is_gone_says_how_to_get_it_back()
    {
        WritePathFile(In("gone"));

        var error = Assert.Throws<LibTorchException>(() => LibTorchLocator.Locate(null, null, In("app")));

        Assert.EndsWith("Run dotnet restore and build again.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_there_is_none_both_ways_out_are_named()
    {
        var error = Assert.Throws<LibTorchException>(() => LibTorchLocator.Locate(null, null, In("app")));

        Assert.Contains("--libtorch or ARCHSPEC_LIBTORCH", error.Message, StringComparison.Ordinal);
        Assert.Contains(In("app"), error.Message, StringComparison.Ordinal);
    }

    private string In(string folder) => Path.Combine(_root, folder);

    private string LibTorch(string folder)
    {
        Directory.CreateDirectory(In(folder));
        File.WriteAllText(Path.Combine(In(folder), LibTorchFiles.Core), "not a library");
        return In(folder);
    }

    private void WritePathFile(string names)
    {
        Directory.CreateDirectory(In("app"));
        File.WriteAllText(Path.Combine(In("app"), LibTorchLocator.PathFile), names + "\n");
    }
}
