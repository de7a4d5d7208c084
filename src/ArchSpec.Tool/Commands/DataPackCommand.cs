using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using ArchSpec.Tool.Completion;
using ArchSpec.Tool.Progress;
using ArchSpec.Tool.Runs;
using ArchSpec.Training.Data;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary><c>data pack</c>: makes the cache of decoded images that training would make when it begins.</summary>
[Command("pack", Description = "Decode all images into the cache, which training then finds.", ExtendedHelpText = """

    Examples:
      dotnet archspec data pack architectures/cnn-light.yaml --data rice
    """)]
public sealed class DataPackCommand : ImageFolderCommand
{
    /// <summary>The spec.</summary>
    [Completed(CompletionKind.Spec)]
    [Argument(0, "FILE", "The spec whose input size images are brought to; or give --size.")]
    public string? File { get; set; }

    /// <summary>Where the cache is.</summary>
    [Option("--cache-dir <DIR>", Description = "Where decoded images are kept; by default ARCHSPEC_CACHE or the user's cache folder.")]
    public string? CacheDir { get; set; }

    /// <summary>What becomes of bad images.</summary>
    [Option("--on-bad-image <WHAT>", Description = "fail (default) or skip.")]
    [AllowedValues("fail", "skip", IgnoreCase = true)]
    public string OnBadImage { get; set; } = "fail";

    /// <summary>For programs.</summary>
    [Option("--json", Description = "Print one JSON object.")]
    public bool Json { get; set; }

    /// <summary>Decodes.</summary>
    public int OnExecute(IConsole console)
    {
        var (data, shape) = Open(File, otherwise: null);
        var options = new CacheOptions { Directory = CacheDir, OnBadImage = Enum.Parse<Training.Data.OnBadImage>(OnBadImage, ignoreCase: true) };
        using var progress = new ConsoleProgress(console, Json);
        using var interrupt = new Interrupt(progress.Say);
        var caches = new JsonArray(Pack([data.Train, data.Validation], "training and validation", shape, options, progress, interrupt.Token));
        if (data.Test is { } test)
        {
            caches.Add((JsonNode)Pack([test], "test", shape, options, progress, interrupt.Token));
        }

        if (Json)
        {
            console.Out.WriteLine(JsonResult.Text(new JsonObject { ["caches"] = caches }));
        }

        return ExitCodes.Ok;
    }

    private static JsonObject Pack(ImageSplit[] sides, string what, ImageShape shape, CacheOptions options, ConsoleProgress progress, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        using var cache = ImageCache.Open(sides, shape, options, progress.Decoded, stop);
        var images = sides.Sum(side => side.Items.Count);
        var file = cache.File ?? throw new DataException(cache.Note ?? "There is no cache file.");
        var size = $"{images:N0} {what} images of {shape}, {new FileInfo(file).Length / 1e6:N1} MB";
        progress.Say(cache.Reused
            ? $"Already there: {file} ({size})"
            : string.Create(CultureInfo.InvariantCulture, $"Written: {file} ({size}), {images / clock.Elapsed.TotalSeconds:F0} images/s"));
        if (cache.Bad.Count > 0)
        {
            progress.Say($"{cache.Bad.Count} bad images are left out:");
            foreach (var line in BadImageList.Lines(cache.Bad))
            {
                progress.Say(line);
            }
        }

        return new JsonObject
        {
            ["sides"] = what,
            ["file"] = file,
            ["reused"] = cache.Reused,
            ["images"] = images,
            ["height"] = shape.Height,
            ["width"] = shape.Width,
            ["channels"] = shape.Channels,
            ["bytes"] = new FileInfo(file).Length,
            ["bad"] = new JsonArray([.. cache.Bad.Select(bad => (JsonNode)new JsonObject { ["path"] = bad.Path, ["reason"] = bad.Reason })]),
        };
    }
}
