using System.Runtime.InteropServices;
using ArchSpec.Spec;
using ArchSpec.Testing;

namespace ArchSpec.Core.Tests.Spec;

/// <summary>What is neither a file nor a folder is told without opening it: to open a pipe would wait for ever.</summary>
public sealed class PlainFileTests
{
    [SkippableFact]
    public void A_pipe_is_not_opened()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows keeps pipes apart from files.");
        using var folder = new TempFolder();
        var pipe = folder.In("x.yaml");
        Assert.Equal(0, MakePipe(pipe, 0x1B6));
        var link = folder.In("y.yaml");
        File.CreateSymbolicLink(link, pipe);

        Assert.All([pipe, link], path =>
        {
            Assert.Equal("a pipe", PlainFile.OtherThanFile(path));
            Assert.Equal("not a file: this is a pipe", Assert.Throws<IOException>(() => PlainFile.OpenRead(path)).Message);
            Assert.Equal("not a file: this is a pipe", Assert.Throws<IOException>(() => PlainFile.ReadAllText(path)).Message);
        });
    }

    [SkippableFact]
    public void A_device_is_not_opened()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows keeps devices apart from files.");

        Assert.Equal("a device", PlainFile.OtherThanFile("/dev/zero"));
        Assert.Throws<IOException>(() => PlainFile.ReadAllBytes("/dev/zero"));
    }

    [Fact]
    public void Files_and_folders_and_nothing_are_no_others()
    {
        using var folder = new TempFolder();
        var file = folder.Write("a.txt", "text");
        var empty = folder.Write("b.txt", "");

        Assert.All([file, empty, folder.Path, folder.In("none")], path => Assert.Null(PlainFile.OtherThanFile(path)));
        Assert.Equal("text", PlainFile.ReadAllText(file));
        Assert.Empty(PlainFile.ReadAllBytes(empty));
    }

    [DllImport("libc", EntryPoint = "mkfifo")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MakePipe([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);
}
