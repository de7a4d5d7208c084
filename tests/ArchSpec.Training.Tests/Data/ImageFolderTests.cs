using ArchSpec.Testing;
using ArchSpec.Training.Data;

namespace ArchSpec.Training.Tests.Data;

/// <summary>Only names count when a folder is opened, so its files need not be pictures.</summary>
public sealed class ImageFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string[], string> BadFolders() => new()
    {
        { "nothing in it", [], "no class folders" },
        { "images only", ["1.jpg", "2.jpg"], "2 images such as '1.jpg' and no class folders" },
        { "one class", ["a/1.jpg", "a/2.jpg"], "one class only, 'a'" },
        { "unpacked too deep", ["rice/a/1.jpg", "rice/a/2.jpg", "rice/b/1.jpg"], "which holds 2 folders?" },
        { "an empty class", ["a/1.jpg", "a/2.jpg", "b/"], "no images in 'b'. Each class needs images (jpg" },
        { "other files", ["a/1.jpg", "a/2.jpg", "b/1.tiff"], "no images in 'b' (but files such as '1.tiff')" },
        { "hidden images", ["a/1.jpg", "a/2.jpg", "b/.1.jpg"], "no images in 'b'." },
        { "one image", ["a/1.jpg", "a/2.jpg", "b/1.jpg"], "'b' has one image only" },
        { "loose images", ["a/1.jpg", "b/1.jpg", "x.png"], "1 image such as 'x.png' beside the class folders" },
        { "no train", ["test/a/1.jpg", "test/b/1.jpg"], "it has 'test' but no 'train'" },
        { "val twice", ["train/a/1.jpg", "val/a/1.jpg", "validation/a/1.jpg"], "are the same side" },
        { "misnamed side", ["train/a/1.jpg", "train/b/1.jpg", "held-out/a/1.jpg"], "'held-out' beside" },
        { "missing", ["train/a/1.jpg", "train/b/1.jpg", "val/a/1.jpg"], "'b' missing" },
        { "too many", ["train/a/1.jpg", "train/b/1.jpg", "test/a/1.jpg", "test/b/1.jpg", "test/c/1.jpg"], "'c' too many" },
        { "case", ["train/Oak/1.jpg", "train/Elm/1.jpg", "val/oak/1.jpg", "val/Elm/1.jpg"], "'oak' differs from 'Oak' in case" },
        { "empty in val", ["train/a/1.jpg", "train/b/1.jpg", "val/a/1.jpg", "val/b/"], "no images in 'b'" },
        { "one image to split", ["train/a/1.jpg", "train/b/1.jpg", "train/b/2.jpg"], "'a' has one image only" },
        { "empty sides", ["train/", "test/"], "no class folders" },
    };

    [Theory]
    [MemberData(nameof(BadFolders))]
    public void Bad_folders_are_refused_with_one_reason(string what, string[] files, string reason)
    {
        Make(files);

        var error = Assert.Throws<DataException>(() => ImageFolder.Open(_folder.Path));

        Assert.True(error.Message.Contains(reason, StringComparison.Ordinal), $"{what}: {error.Message}");
        Assert.Contains(_folder.Path, error.Message, StringComparison.Ordinal);
        Assert.EndsWith(reason.EndsWith('?') ? "?" : ".", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Classes_that_differ_only_in_case_are_refused()
    {
        Make("oak/1.jpg", "Elm/1.jpg", "Oak/2.jpg");
        Skip.If(Directory.GetDirectories(_folder.Path).Length == 2, "This file system does not tell case apart.");

        var error = Assert.Throws<DataException>(() => ImageFolder.Open(_folder.Path));

        Assert.Contains("the classes 'Oak' and 'oak' differ only in case", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_or_is_a_file_is_refused()
    {
        var file = _folder.Write("rice.zip", "PK");

        Assert.EndsWith(
            "no such folder.", Assert.Throws<DataException>(() => ImageFolder.Open(_folder.In("none"))).Message, StringComparison.Ordinal);
        Assert.Contains("this is a file", Assert.Throws<DataException>(() => ImageFolder.Open(file)).Message, StringComparison.Ordinal);
    }

    public static TheoryData<string[], string> GoodFolders() => new()
    {
        { ["b/1.jpg", "b/2.jpg", "B side/1.jpg", "B side/2.jpg", "a (1)/x [2].PNG", "a (1)/2.webp"], "B side, a (1), b: 3 + 3" },
        { ["a/1.jpg", "a/2.jpg", "b/1.gif", "b/2.bmp", "b/note.txt", "readme.md", ".git/x.jpg"], "a, b: 2 + 2" },
        { ["a/1.jpg", "a/in/2.jpg", "b/1.jpeg", "b/in/deep/2.jpg", "__MACOSX/a/1.jpg"], "a, b: 2 + 2" },
        { ["train/a/1.jpg", "train/b/1.jpg", "val/a/1.jpg", "val/b/1.jpg"], "a, b: 2 + 2" },
        { ["Train/a/1.jpg", "Train/b/1.jpg", "Validation/a/1.jpg", "Validation/b/1.jpg", "Validation/b/2.jpg"], "a, b: 2 + 3" },
        { ["train/a/1.jpg", "train/a/2.jpg", "train/b/1.jpg", "train/b/2.jpg", "test/a/9.jpg", "test/b/9.jpg"], "a, b: 2 + 2 + 2" },
        { ["train/a/1.jpg", "train/b/1.jpg", "val/a/1.jpg", "val/b/1.jpg", "docs/x.txt"], "a, b: 2 + 2" },
        { ["car/1.jpg", "car/2.jpg", "train/1.jpg", "train/2.jpg"], "car, train: 2 + 2" },
    };

    [Theory]
    [MemberData(nameof(GoodFolders))]
    public void Good_folders_open(string[] files, string sides)
    {
        Make(files);

        var data = ImageFolder.Open(_folder.Path);

        var test = data.Test is { } split ? $" + {split.Items.Count}" : "";
        Assert.Equal(sides, $"{string.Join(", ", data.ClassNames)}: {data.Train.Items.Count} + {data.Validation.Items.Count}{test}");
        Assert.All(data.Train.Items, item => Assert.StartsWith(data.ClassNames[item.Label] + "/", item.Name, StringComparison.Ordinal));
    }

    public static TheoryData<string[], string, string?> SidesByOtherNames() => new()
    {
        { ["Training/a/1.jpg", "Training/a/2.jpg", "Training/b/1.jpg", "Training/b/2.jpg", "Testing/a/1.jpg", "Testing/b/1.jpg"], "2 + 2 + 2", "'Training' is taken for train, 'Testing' is taken for test." },
        { ["seg_train/a/1.jpg", "seg_train/a/2.jpg", "seg_train/b/1.jpg", "seg_train/b/2.jpg", "seg_test/a/1.jpg", "seg_test/b/1.jpg"], "2 + 2 + 2", "'seg_train' is taken for train, 'seg_test' is taken for test." },
        { ["seg_train/seg_train/a/1.jpg", "seg_train/seg_train/a/2.jpg", "seg_train/seg_train/b/1.jpg", "seg_train/seg_train/b/2.jpg", "seg_test/seg_test/a/1.jpg"], "2 + 2 + 1", "'seg_train/seg_train' is taken for train, 'seg_test/seg_test' is taken for test." },
        { ["training_set/a/1.jpg", "training_set/a/2.jpg", "training_set/b/1.jpg", "training_set/b/2.jpg", "test_set/a/1.jpg", "test_set/b/1.jpg"], "2 + 2 + 2", "'training_set' is taken for train, 'test_set' is taken for test." },
        { ["train/a/1.jpg", "train/b/1.jpg", "valid/a/1.jpg", "valid/b/1.jpg"], "2 + 2", "'valid' is taken for validation." },
        { ["Heiro_train/a/1.jpg", "Heiro_train/b/1.jpg", "Heiro_val/a/1.jpg", "Heiro_val/b/1.jpg"], "2 + 2", "'Heiro_train' is taken for train, 'Heiro_val' is taken for validation." },
        { ["X_train/a/1.jpg", "X_train/b/1.jpg", "X_val/a/1.jpg", "X_val/b/1.jpg", "flat/1.jpg"], "2 + 2", "'X_train' is taken for train, 'X_val' is taken for validation, 'flat' beside them is passed over." },
        { ["train/a/1.jpg", "train/b/1.jpg", "val/a/1.jpg", "val/b/1.jpg", "test/a/1.jpg"], "2 + 2 + 1", null }, // the test side lacks 'b'
    };

    [Theory]
    [MemberData(nameof(SidesByOtherNames))]
    public void Sides_are_known_by_other_names_which_is_said(string[] files, string sides, string? note)
    {
        Make(files);

        var data = ImageFolder.Open(_folder.Path);

        Assert.Equal("a, b", string.Join(", ", data.ClassNames));
        Assert.Equal(sides, $"{data.Train.Items.Count} + {data.Validation.Items.Count}{(data.Test is { } test ? $" + {test.Items.Count}" : "")}");
        Assert.Equal(note, data.SidesNote);
        Assert.All(data.Test?.Items ?? [], item => Assert.StartsWith(data.ClassNames[item.Label] + "/", item.Name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("look like the sides of the data inside of the classes", "a/train/1.jpg", "a/test/1.jpg", "b/train/1.jpg", "b/test/1.jpg")]
    [InlineData("look like sides of the data, and not like classes", "first/cat/1.jpg", "first/dog/1.jpg", "second/cat/1.jpg", "second/dog/1.jpg")]
    [InlineData("look like the sides of the data, and have no class folders", "train/1.jpg", "train/2.jpg", "test/1.jpg", "test/2.jpg")]
    public void Classes_that_hold_the_same_folders_are_none(string reason, params string[] files)
    {
        Make(files);

        Assert.Contains(reason, Assert.Throws<DataException>(() => ImageFolder.Open(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Accents_may_be_written_in_two_ways()
    {
        Make("train/caf\u00e9/1.jpg", "train/th\u00e9/1.jpg", "val/cafe\u0301/1.jpg", "val/the\u0301/1.jpg");

        var data = ImageFolder.Open(_folder.Path);

        Assert.Equal(["caf\u00e9", "th\u00e9"], data.ClassNames);
        Assert.Equal([0, 1], data.Validation.Items.Select(item => item.Label));
    }

    [Fact]
    public void Files_passed_over_are_counted_by_ending()
    {
        Make("a/1.jpg", "a/2.jfif", "a/3.JPE", "a/4.jif", "a/x.heic", "a/y.HEIC", "a/IMG_0001", "b/1.jpg", "b/2.jpg", "b/t.tif");

        var data = ImageFolder.Open(_folder.Path);

        Assert.Equal(6, data.Train.Items.Count + data.Validation.Items.Count);
        Assert.Equal("4 files are passed over: .heic 2, .tif 1, none 1", PassedOver.Line(data.PassedOver));
        Assert.Null(PassedOver.Line([]));
    }

    [Fact]
    public void A_link_to_a_folder_above_is_not_followed_and_one_to_a_class_is()
    {
        Make("a/1.jpg", "a/2.jpg", "else/1.jpg", "else/2.jpg");
        Directory.CreateSymbolicLink(_folder.In("a", "up"), _folder.Path);
        Directory.CreateSymbolicLink(_folder.In("b"), _folder.In("else"));

        Assert.Equal(6, ImageFolder.OpenAll(_folder.Path).Items.Count);
    }

    [Fact]
    public void An_evaluation_takes_one_class_and_the_labels_of_the_model()
    {
        Make("b/1.jpg");

        var all = ImageFolder.OpenAll(_folder.Path);

        Assert.Equal(1, all.WithLabelsOf(["a", "b"]).Items[0].Label);
        var error = Assert.Throws<DataException>(() => all.WithLabelsOf(["a", "c"]));
        Assert.Contains("1 class that the model was not trained on; received 'b'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_evaluation_of_a_folder_with_sides_names_the_one_to_give()
    {
        Make("train/a/1.jpg", "test/a/1.jpg");

        var error = Assert.Throws<DataException>(() => ImageFolder.OpenAll(_folder.Path));

        Assert.Contains(_folder.In("test"), error.Message, StringComparison.Ordinal);
    }

    private void Make(params string[] files)
    {
        foreach (var file in files)
        {
            _ = file.EndsWith('/') ? _folder.Folder(file) : _folder.Write(file, "x");
        }
    }
}
