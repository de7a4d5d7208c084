using System.Text.Json;
using ArchSpec.Tool.Tests.Promises;

namespace ArchSpec.Tool.Tests.Commands;

public sealed class DataCommandTests : IDisposable
{
    private readonly RiceSample _rice = new();

    public void Dispose() => _rice.Dispose();

    [Fact]
    public void Pack_makes_the_cache_that_training_finds_and_a_second_call_says_that_it_is_there()
    {
        var cache = _rice.In("cache");

        var first = Run("pack", _rice.Spec, "--data", _rice.Data, "--cache-dir", cache);
        var second = Run("pack", "--size", "16x16", "--data", _rice.Data, "--cache-dir", cache);
        var (code, output, _) = _rice.Run("train", "--epochs", "1", "--run-dir", _rice.In("run"));

        Assert.Equal((ExitCodes.Ok, ""), (first.ExitCode, first.Error));
        Assert.Contains($"Written: {cache}", first.Out, StringComparison.Ordinal);
        Assert.Contains("30 training and validation images of 16 x 16 x 3", first.Out, StringComparison.Ordinal);
        Assert.Contains("images/s", first.Out, StringComparison.Ordinal);
        Assert.StartsWith($"Already there: {cache}", second.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Ok, code);
        Assert.DoesNotContain("Decoded", output, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(cache));
    }

    [Theory]
    [InlineData("ram")]
    [InlineData("off")]
    public void Training_without_a_cache_file_gives_the_same_weights(string where)
    {
        var with = _rice.Run("train", "--run-dir", _rice.In("with"));
        var without = TestConsole.Run(
            "train", _rice.Spec, "--data", _rice.Data, "--device", "cpu", "--run-dir", _rice.In("without"), "--cache", where, "--cache-dir", _rice.In("none"));

        Assert.Equal((ExitCodes.Ok, ExitCodes.Ok), (with.ExitCode, without.ExitCode));
        Assert.False(Directory.Exists(_rice.In("none")));
        Assert.Equal(File.ReadAllBytes(_rice.In("with", "last.safetensors")), File.ReadAllBytes(_rice.In("without", "last.safetensors")));
    }

    [Fact]
    public void Check_counts_the_images_of_a_sound_folder()
    {
        var (code, output, error) = Run("check", "--data", _rice.Data);

        Assert.Equal((ExitCodes.Ok, ""), (code, error));
        Assert.Contains("Arborio", output, StringComparison.Ordinal);
        Assert.EndsWith("All 30 images can be used.", output.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_lists_bad_images_and_pictures_that_are_in_two_classes_or_on_two_sides()
    {
        var classes = Directory.GetDirectories(_rice.Data).Order(StringComparer.Ordinal).ToList();
        foreach (var side in new[] { "train", "test" })
        {
            foreach (var from in classes)
            {
                var to = Directory.CreateDirectory(Path.Combine(_rice.In("sides", side), Path.GetFileName(from))).FullName;
                var picked = Directory.GetFiles(from).Order(StringComparer.Ordinal).Skip(side == "train" ? 0 : 4).Take(side == "train" ? 4 : 2);
                picked.ToList().ForEach(file => File.Copy(file, Path.Combine(to, Path.GetFileName(file))));
            }
        }

        var (one, other) = (_rice.In("sides", "train", Path.GetFileName(classes[0])), _rice.In("sides", "train", Path.GetFileName(classes[1])));
        File.Copy(Directory.GetFiles(one)[0], Path.Combine(other, "copy.png"));
        File.Copy(Directory.GetFiles(other, "*1*")[0], Path.Combine(_rice.In("sides", "test", Path.GetFileName(classes[1])), "leak.png"));
        File.WriteAllText(Path.Combine(one, "broken.jpg"), "text");

        var (code, output, _) = Run("check", "--data", _rice.In("sides"), "--json");

        using var json = JsonDocument.Parse(output);
        var report = json.RootElement;
        Assert.Equal(ExitCodes.Failed, code);
        Assert.False(report.GetProperty("ok").GetBoolean());
        var bad = Assert.Single(report.GetProperty("bad").EnumerateArray());
        Assert.StartsWith("wrong type", bad.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("broken.jpg", bad.GetProperty("path").GetString(), StringComparison.Ordinal);
        var kinds = report.GetProperty("duplicates").EnumerateArray().Select(duplicate => duplicate.GetProperty("kind").GetString()).ToList();
        Assert.Contains("contradiction", kinds);
        Assert.Contains("leak", kinds);
        Assert.Equal(2, report.GetProperty("classes")[0].GetProperty("test").GetInt32());
    }

    [Fact]
    public void Check_refuses_a_bad_folder_with_its_reason()
    {
        Directory.CreateDirectory(_rice.In("rice", "Empty"));

        var (code, _, error) = Run("check", "--data", _rice.Data);

        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains("no images in 'Empty'", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pack", "--data", "x", "--size", "224")]
    [InlineData("check")]
    [InlineData("pack", "--data", "x", "--size", "224x224x2")]
    public void A_wrong_command_line_says_what_would_be_right(params string[] args)
    {
        var (code, _, error) = Run(args);

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains(args.Length > 1 ? "--size is height x width" : "--data", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bf16_is_refused_where_it_would_be_slow_and_says_what_to_do()
    {
        using var tool = RunningTool.StartWith(
            new() { ["ONEDNN_MAX_CPU_ISA"] = "AVX2" }, _rice.In(), _rice.Arguments("train", "--precision", "bf16", "--run-dir", _rice.In("run")));

        var (code, _, error) = await tool.EndAsync();

        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains("There is no --precision bf16 on cpu", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_rice.In("run")));
    }

    private static (int ExitCode, string Out, string Error) Run(params string[] args) => TestConsole.Run(["data", .. args]);
}
