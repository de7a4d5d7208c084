using ArchSpec.Testing;
using ArchSpec.Training.Data;

namespace ArchSpec.Training.Tests.Data;

public sealed class PictureFilesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public PictureFilesTests()
    {
        foreach (var file in new[] { "b/2.JPG", "b/1.png", "b/inner/deep/3.webp", "b/.hidden/4.jpg", "b/.5.jpg", "b/__MACOSX/6.jpg", "b/notes.txt", "a.jpg", "text.txt" })
        {
            _folder.Write(file, "x");
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Folders_are_read_with_the_folders_in_them_and_hidden_files_are_passed_over() =>
        Assert.Equal(In("b/1.png", "b/2.JPG", "b/inner/deep/3.webp"), PictureFiles.Of(In("b")));

    [Fact]
    public void Each_file_comes_once_in_the_order_of_the_paths_however_it_was_named() =>
        Assert.Equal(In("a.jpg", "b/1.png", "b/2.JPG", "b/inner/deep/3.webp"), PictureFiles.Of(In("b/inner", "b", "a.jpg", "b/2.JPG", "a.jpg")));

    [Fact]
    public void A_file_that_was_named_counts_whatever_it_is_called() =>
        Assert.Equal(In("b/.5.jpg", "text.txt"), PictureFiles.Of(In("text.txt", "b/.5.jpg")));

    [Fact]
    public void Paths_begin_as_they_were_given()
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, _folder.In("b"));

        Assert.Equal(Path.Combine(relative, "1.png"), PictureFiles.Of([relative])[0]);
    }

    [Fact]
    public void All_that_are_not_there_are_named() =>
        AssertMessage($"There is no such file or folder: '{_folder.In("no")}' and '{_folder.In("b/7.jpg")}'.", "no", "b", "b/7.jpg");

    [Fact]
    public void Folders_without_pictures_are_named()
    {
        _folder.Folder("empty");
        _folder.Write("texts/a.txt", "x");

        AssertMessage($"There are no pictures (jpg, jpeg, jpe, jif, jfif, png, bmp, gif, webp) in '{_folder.In("empty")}' and '{_folder.In("texts")}'.", "empty", "a.jpg", "texts");
    }

    [Fact]
    public void A_link_that_leads_back_makes_no_circle()
    {
        Directory.CreateSymbolicLink(_folder.In("b/inner/up"), _folder.In("b"));

        Assert.Equal(3, PictureFiles.Of(In("b")).Count);
    }

    private string[] In(params string[] paths) => [.. paths.Select(path => _folder.In(path))];

    private void AssertMessage(string expected, params string[] paths) =>
        Assert.Equal(expected, Assert.Throws<DataException>(() => PictureFiles.Of(In(paths))).Message);
}
