using System.ComponentModel.DataAnnotations;
using ArchSpec.Tool.Progress;
using ArchSpec.Training.Data;
using ArchSpec.Training.Sessions;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary>A command that runs a model on a data set.</summary>
public abstract class DataCommand : ModelCommand
{
    /// <summary>The images.</summary>
    [Option("--data <DIR>", Description = "A folder with a folder for each class, or with train, validation and test in it.")]
    public string Data { get; set; } = "";

    /// <summary>The seed.</summary>
    [Option("--seed <N>", Description = "Seed of weights, order, dropout and validation split; by default the spec's.")]
    [Range(0, int.MaxValue)]
    public int? Seed { get; set; }

    /// <inheritdoc/>
    public override ValidationResult? OnValidate(ValidationContext context) =>
        base.OnValidate(context) is { } missing ? missing
        : Data.Length > 0 ? ValidationResult.Success
        : new ValidationResult("The --data field is required.");

    /// <summary>The decoded images.</summary>
    [Option("--cache-dir <DIR>", Description = "Where decoded images are kept; by default ARCHSPEC_CACHE or the user's cache folder.")]
    public string? CacheDir { get; set; }

    /// <summary>Where decoded images are kept.</summary>
    [Option("--cache <WHERE>", Description = "disk (default, where it fits), ram, or off: decode again in each epoch.")]
    [McMaster.Extensions.CommandLineUtils.AllowedValues("disk", "ram", "off", IgnoreCase = true)]
    public string Cache { get; set; } = "disk";

    /// <summary>What the sessions need to know.</summary>
    private protected SessionOptions Session(IConsole console, ConsoleProgress progress, Action<string> say) => new()
    {
        Data = Data,
        Device = Device,
        LibTorch = LibTorch,
        Cache = new CacheOptions
        {
            Directory = CacheDir,
            Mode = Enum.Parse<CacheMode>(Cache, ignoreCase: true),
            OnBadImage = SkipsBadImages ? Training.Data.OnBadImage.Skip : Training.Data.OnBadImage.Fail,
        },
        Say = say,
        Warn = warning => Warnings.Tell(console, [warning]),
        DecodeProgress = progress.Decoded,
        DownloadProgress = progress.Downloaded,
    };
}
