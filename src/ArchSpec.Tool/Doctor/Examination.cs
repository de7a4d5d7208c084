using System.Runtime.InteropServices;
using ArchSpec.Training.Native;

namespace ArchSpec.Tool.Doctor;

/// <summary>Looks at every part; one that is broken keeps none of the others from being looked at.</summary>
internal static class Examination
{
    /// <summary>Loads libtorch, computes on each device and tries the database.</summary>
    public static DoctorReport Run(string? libTorchOption, IDatabaseProbe database)
    {
        var allocator = Allocator.Tune();
        var libTorch = Load(libTorchOption);
        var loaded = libTorch.State == CheckState.Ok;
        return new DoctorReport(
            OwnVersions(loaded),
            libTorch,
            loaded ? DeviceExamination.Run() : new(CheckState.Failed, 0, [], "libtorch is not loaded"),
            new(CheckState.Ok, allocator.Tuned, allocator.Message),
            Convolutions(OneDnn.State),
            database.Probe(),
            PluginExamination.Run(Environment.CurrentDirectory));
    }

    private static Versions OwnVersions(bool loaded) => new(
        ToolVersion.Text,
        Environment.Version.ToString(),
        RuntimeInformation.OSDescription,
        RuntimeInformation.RuntimeIdentifier,
        loaded ? LibTorch.TorchSharpVersion : null,
        LibTorch.Version);

    private static ConvolutionsReport Convolutions(OneDnnState state) => new(
        DoctorJson.Camel(state.Measure),
        state.Message,
        [.. state.CpuId.Select(answer => new CpuIdReport($"{answer.Leaf:X}", answer.Subleaf, $"{answer.Eax:X8}", $"{answer.Ebx:X8}", $"{answer.Ecx:X8}", $"{answer.Edx:X8}"))]);

    private static LibTorchReport Load(string? option)
    {
        try
        {
            var choice = LibTorch.Load(option);
            return new(CheckState.Ok, choice.Directory, DoctorJson.Camel(choice.Source), choice.Reason);
        }
        catch (LibTorchException e)
        {
            return new(CheckState.Failed, null, null, e.Message);
        }
    }
}
