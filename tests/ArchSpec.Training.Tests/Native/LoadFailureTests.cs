using ArchSpec.Training.Native;

namespace ArchSpec.Training.Tests.Native;

public sealed class LoadFailureTests
{
    private static readonly string Existing = typeof(LoadFailureTests).Assembly.Location;

    [Theory]
    [InlineData(
        "/lib/x86_64-linux-gnu/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by /x/libLibTorchSharp.so)",
        "it needs GLIBCXX_3.4.32, which this system's C or C++ library does not have")]
    [InlineData("/lib/libm.so.6: version `GLIBC_2.38' not found (required by /x/libtorch_cpu.so)", "it needs GLIBC_2.38, which")]
    [InlineData("/x/libtorch_cpu.so: undefined symbol: _ZN3c105ErrorC2E", "the symbol _ZN3c105ErrorC2E is missing: its libraries")]
    [InlineData(
        "libgomp-98b21ff3.so.1: cannot open shared object file: No such file or directory",
        "it needs libgomp-98b21ff3.so.1, which was not found. Install it")]
    [InlineData("libcudart.so.12: cannot open shared object file: No such file or directory", "(it belongs to CUDA")]
    [InlineData("/x/libc10.so: file too short", "it is not a library for this processor and system, or is cut short")]
    [InlineData("/x/libc10.so: invalid ELF header", "it is not a library for this processor and system, or is cut short")]
    [InlineData("something\nnobody has seen", "something nobody has seen")]
    public void Names_the_cause(string loaderSays, string message) =>
        Assert.Contains(message, Explain(Existing, LibTorchSource.Option, loaderSays), StringComparison.Ordinal);

    [Fact]
    public void A_missing_file_is_named_whatever_the_loader_says() =>
        Assert.Equal(
            "Cannot load '/x/libc10.so' (why): the file does not exist. Give the folder of a whole libtorch 2.10.",
            Explain("/x/libc10.so", LibTorchSource.Environment, "/x/libc10.so: cannot open shared object file"));

    [Theory]
    [InlineData(LibTorchSource.Bundled, "Install ArchSpec.Tool again.")]
    [InlineData(LibTorchSource.DeveloperBuild, "Run dotnet restore and build again.")]
    [InlineData(LibTorchSource.Option, "Give the folder of a whole libtorch 2.10.")]
    public void What_to_do_depends_on_where_it_came_from(LibTorchSource source, string fix) =>
        Assert.EndsWith(fix, Explain(Existing, source, "file too short"), StringComparison.Ordinal);

    [Fact]
    public void Another_version_is_named_with_the_one_that_is_needed()
    {
        var error = LoadFailure.WrongVersion(new("/x", LibTorchSource.Option, "given by --libtorch"), "2.7.1");

        Assert.StartsWith(
            "The libtorch in '/x' (given by --libtorch) is 2.7.1; TorchSharp needs 2.10. Install PyTorch 2.10", error.Message,
            StringComparison.Ordinal);
    }

    private static string Explain(string path, LibTorchSource source, string loaderSays) =>
        LoadFailure.Explain(path, new LibTorchChoice("/x", source, "why"), new DllNotFoundException(loaderSays)).Message;
}
