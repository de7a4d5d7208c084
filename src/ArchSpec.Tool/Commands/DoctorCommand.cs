using ArchSpec.Tool.Doctor;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary>Says what this installation consists of and whether it works.</summary>
[Command(Description = "Show versions, devices, libtorch and the database, and whether each works.", ExtendedHelpText = """

    Examples:
      dotnet archspec doctor
      dotnet archspec doctor --json --libtorch /opt/pytorch/torch/lib
    """)]
public sealed class DoctorCommand
{
    /// <summary>For programs: one JSON object on stdout.</summary>
    [Option("--json", Description = "Print one JSON object.")]
    public bool Json { get; set; }

    /// <summary>The folder of another libtorch.</summary>
    [Option("--libtorch <DIR>", Description = "Use the libtorch in this folder, such as torch/lib of a PyTorch.")]
    public string? LibTorch { get; set; }

    /// <summary>Examines everything, and prints it even where something is broken.</summary>
    public int OnExecute(IConsole console)
    {
        var report = Examination.Run(LibTorch, new ConfiguredDatabase());
        if (Json)
        {
            console.Out.WriteLine(DoctorJson.Write(report));
        }
        else
        {
            DoctorText.Write(report, console.Out);
        }

        return report.Ok ? ExitCodes.Ok : ExitCodes.Failed;
    }
}
