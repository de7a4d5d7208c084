using ArchSpec.Testing;
using ArchSpec.Training.Native;

namespace ArchSpec.Training.Tests.Native;

public sealed class ElfBuildIdTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void Is_what_the_linker_was_told()
    {
        Skip.IfNot(NativeTools.HasGcc, "gcc is not here");
        var source = _folder.Write("empty.c", "int nothing;\n");
        var library = _folder.In("empty.so");

        NativeTools.Compile(source, library, "-Wl,--build-id=0x00c0ffee1234");

        Assert.Equal("00c0ffee1234", ElfBuildId.Read(library));
    }

    [SkippableFact]
    public void Is_null_where_there_is_none()
    {
        Skip.IfNot(NativeTools.HasGcc, "gcc is not here");
        var source = _folder.Write("empty.c", "int nothing;\n");
        var library = _folder.In("empty.so");

        NativeTools.Compile(source, library, "-Wl,--build-id=none");

        Assert.Null(ElfBuildId.Read(library));
    }

    [Fact]
    public void A_file_in_another_format_has_none() => Assert.Null(ElfBuildId.Read(typeof(ElfBuildIdTests).Assembly.Location));
}
