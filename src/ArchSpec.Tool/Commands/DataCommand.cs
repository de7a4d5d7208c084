using System.ComponentModel.DataAnnotations;
using ArchSpec.Tool.Progress;
using ArchSpec.Training.Data;
using ArchSpec.Training.Sessions;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary>A command that runs a model on images.</summary>
public abstract class DataCommand : SpecCommand
{
    /// <summary>The images.</summary>
    [Option("--data <DIR>", Description = "A folder with a folder for each class, or with train, validation and test in it.")]
    [Required]
    public string Data { get; set; } = "";

    /// <summary>Where to compute.</summary>
    [Option("--device <NAME>", Description = "auto (default), cpu, cuda or cuda:N.")]
    public string Device { get; set; } = "auto";

    /// <summary>Another libtorch.</summary>
    [Option("--libtorch <DIR>", Description = "Use the libtorch in this folder, such as torch/lib of a PyTorch.")]
    public string? LibTorch { get; set; }

    /// <summary>Images for each step.</summary>
    [Option("--batch-size <N>", Description = "Images for each step; by default the spec's.")]
    [Range(1, 1 << 20)]
    public int? BatchSize { get; set; }

    /// <summary>The seed.</summary>
    [Option("--seed <N>", Description = "Seed of weights, order, dropout and validation split; by default the spec's.")]
    [Range(0, int.MaxValue)]
    public int? Seed { get; set; }

    /// <summary>The decoded images.</summary>
    [Option("--cache-dir <DIR>", Description = "Where decoded images are kept; by default ARCHSPEC_CACHE or the user's cache folder.")]
    public string? CacheDir { get; set; }

    /// <summary>Where decoded images are kept.</summary>
    [Option("--cache <WHERE>", Description = "disk (default, where it fits), ram, or off: decode again in each epoch.")]
    [McMaster.Extensions.CommandLineUtils.AllowedValues("disk", "ram", "off", IgnoreCase = true)]
    public string Cache { get; set; } = "disk";

    /// <summary>What becomes of bad images.</summary>
    [Option("--on-bad-image <WHAT>", Description = "fail (default) or skip.")]
    [McMaster.Extensions.CommandLineUtils.AllowedValues("fail", "skip", IgnoreCase = true)]
    public string OnBadImage { get; set; } = "fail";

    /// <summary>What the sessions need to know.</summary>
    private protected SessionOptions Session(ConsoleProgress progress, Action<string> say) => new()
    {
        Data = Data,
        Device = Device,
        LibTorch = LibTorch,
        Cache = new CacheOptions
        {
            Directory = CacheDir,
            Mode = Enum.Parse<CacheMode>(Cache, ignoreCase: true),
            OnBadImage = Enum.Parse<Training.Data.OnBadImage>(OnBadImage, ignoreCase: true),
        },
        Say = say,
        DecodeProgress = progress.Decoded,
        DownloadProgress = progress.Downloaded,
    };
}
