using System.Runtime.InteropServices;
using ArchSpec.Training.Native;
using ArchSpec.Training.Runs;

namespace ArchSpec.Training.Sessions;

/// <summary>Describes a run that starts.</summary>
internal static class RunDescription
{
    public static RunInfo Of(TrainingRequest request, RunFolder folder, string device, string dataFingerprint) => new(
        Guid.NewGuid().ToString("N"),
        request.Network.Name,
        request.SpecFile,
        folder.Path,
        request.Command,
        request.Training.Seed,
        device,
        request.Network.Parameters,
        request.Network.Flops,
        dataFingerprint,
        DateTimeOffset.UtcNow,
        new Dictionary<string, string>
        {
            ["archspec"] = request.ToolVersion,
            ["torchsharp"] = LibTorch.TorchSharpVersion,
            ["libtorch"] = LibTorch.Version ?? "unknown",
            ["dotnet"] = Environment.Version.ToString(),
            ["os"] = RuntimeInformation.OSDescription,
        })
    {
        SplitRule = request.SplitRule,
        Group = request.Group,
        Plugins = request.Plugins.Count > 0 ? request.Plugins : null,
    };
}
