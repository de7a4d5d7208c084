using System.Collections.Concurrent;
using ArchSpec.Testing;
using ArchSpec.Training.Runs;

namespace ArchSpec.Training.Tests.Runs;

public sealed class RunFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Numbers_go_up_and_skip_what_is_there()
    {
        Directory.CreateDirectory(_folder.In("runs", "net-002"));

        var names = Enumerable.Range(0, 3).Select(_ => Path.GetFileName(RunFolder.CreateNext(_folder.In("runs"), "net").Path));

        Assert.Equal(["net-001", "net-003", "net-004"], names);
    }

    [Theory]
    [InlineData("../up", ".._up-001")]
    [InlineData("a b:c", "a_b_c-001")]
    public void A_models_name_cannot_leave_the_runs_folder(string name, string expected) =>
        Assert.Equal(_folder.In("runs", expected), RunFolder.CreateNext(_folder.In("runs"), name).Path);

    [Fact]
    public void Many_at_once_never_share_a_folder()
    {
        var paths = new ConcurrentBag<string>();

        Parallel.For(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ => paths.Add(RunFolder.CreateNext(_folder.In("runs"), "net").Path));

        Assert.Equal(40, paths.Distinct().Count());
    }

    [Fact]
    public void Many_at_once_that_name_one_folder_get_it_once()
    {
        var got = 0;

        Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            try
            {
                RunFolder.CreateAt(_folder.In("mine"));
                Interlocked.Increment(ref got);
            }
            catch (IOException)
            {
            }
        });

        Assert.Equal(1, got);
    }

    [Fact]
    public void An_empty_folder_may_be_named_and_one_with_files_not()
    {
        _folder.Folder("empty");
        _folder.Write("full/notes.txt", "mine");

        Assert.Equal(_folder.In("empty"), RunFolder.CreateAt(_folder.In("empty")).Path);
        Assert.Equal(
            $"the run folder '{_folder.In("full")}' is not empty; name a new one, or leave --run-dir out",
            Assert.Throws<IOException>(() => RunFolder.CreateAt(_folder.In("full"))).Message);
        Assert.Single(Directory.GetFileSystemEntries(_folder.In("full")));
    }
}
