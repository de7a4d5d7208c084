using System.ComponentModel.DataAnnotations;
using ArchSpec.Tool.Completion;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary>A command that runs a model.</summary>
public abstract class ModelCommand : SpecCommand
{
    /// <summary>Where to compute.</summary>
    [Completed("auto", "cpu", "cuda")]
    [Option("--device <NAME>", Description = "auto (default), cpu, cuda or cuda:N.")]
    public string Device { get; set; } = "auto";

    /// <summary>Another libtorch.</summary>
    [Option("--libtorch <DIR>", Description = "Use the libtorch in this folder, such as torch/lib of a PyTorch.")]
    public string? LibTorch { get; set; }

    /// <summary>Images for each step.</summary>
    [Option("--batch-size <N>", Description = "Images for each step; by default the spec's.")]
    [Range(1, 1 << 20)]
    public int? BatchSize { get; set; }

    /// <summary>What becomes of bad images.</summary>
    [Option("--on-bad-image <WHAT>", Description = "fail (default) or skip.")]
    [McMaster.Extensions.CommandLineUtils.AllowedValues("fail", "skip", IgnoreCase = true)]
    public string OnBadImage { get; set; } = "fail";

    /// <summary>Whether bad images are left out.</summary>
    // A property of a type of ArchSpec.Training would load it for --help, which reads the properties of every command.
    private protected bool SkipsBadImages => OnBadImage.Equals("skip", StringComparison.OrdinalIgnoreCase);
}
