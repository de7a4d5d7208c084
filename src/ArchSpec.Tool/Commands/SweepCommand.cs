using System.ComponentModel.DataAnnotations;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Sessions;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary><c>sweep</c>: trains a grid of settings.</summary>
[Command("sweep", Description = "Train every combination of some settings, each as a run of its own.", ExtendedHelpText = """

    Examples:
      dotnet archspec sweep architectures/cnn-light.yaml --data rice --set training.optimizer.Adam.learning_rate=0.01,0.001 --set training.batch_size=16,64
      dotnet archspec sweep --resume runs/cnn-light-sweep-001
    """)]
public sealed class SweepCommand : SeriesCommand
{
    /// <summary>The series that goes on.</summary>
    [Option("--resume <DIR>", Description = "Go on with a sweep that was broken off.")]
    public string? Resume { get; set; }

    /// <inheritdoc/>
    public override ValidationResult? OnValidate(ValidationContext context) =>
        Resume is null ? base.OnValidate(context) is { } missing ? missing : Missing()
        : Fixed() is { } given ? new ValidationResult($"--resume goes on with the sweep's own settings, so {given} cannot be given.")
        : ValidationResult.Success;

    /// <summary>Trains.</summary>
    public int OnExecute(IConsole console)
    {
        if (Resume is not null)
        {
            return GoOnWithSeries(console, SeriesFolder(Resume) ?? throw new TrainingException($"there is no sweep to go on with in '{Resume}'"));
        }

        var (document, network) = Resolve(console);

        // Every point is read before the first is trained.
        var members = SeriesMember.Grid(Apply(document.Training), Settings, ApplySettings);
        return NewSeries(console, "sweep", $"sweep of {members.Count}", network, members);
    }

    private ValidationResult? Missing() =>
        Set.Length > 0 ? ValidationResult.Success : new ValidationResult("A sweep needs --set training.KEY=VALUE,VALUE at least once.");
}
