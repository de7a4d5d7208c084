namespace ArchSpec.Tool.Doctor;

/// <summary>The report for people: a line for each part, with what is known of it below.</summary>
internal static class DoctorText
{
    /// <summary>Writes the report.</summary>
    public static void Write(DoctorReport report, TextWriter to)
    {
        var versions = report.Versions;
        to.WriteLine($"archspec {versions.Tool}, .NET {versions.Dotnet}, {versions.Os} ({versions.Rid})");
        Part(to, "libtorch", report.LibTorch.State, report.LibTorch.Message);
        Line(to, "versions", $"libtorch {versions.LibTorch ?? "none"}, TorchSharp {versions.TorchSharp ?? "not loaded"}");
        Line(to, "folder", report.LibTorch.Directory);
        Part(to, "devices", report.Devices.State, report.Devices.Message);
        Line(to, "cpu", $"{report.Devices.CpuThreads} threads");
        Line(to, "cuda", report.Devices.Cuda.Count == 0 ? "none" : string.Join(", ", report.Devices.Cuda));
        Line(to, "convolutions", report.Convolutions.Message);
        foreach (var answer in report.Convolutions.CpuId)
        {
            Line(to, "cpuid", $"{answer.Leaf}.{answer.Subleaf}: eax={answer.Eax} ebx={answer.Ebx} ecx={answer.Ecx} edx={answer.Edx}");
        }

        Part(to, "allocator", report.Allocator.State, report.Allocator.Message);
        Part(to, "database", report.Database.State, report.Database.Message);
        Line(to, "kind", report.Database.Kind);
        Line(to, "server", report.Database.Server);
        Line(to, "database", report.Database.Database);
        Line(to, "user", report.Database.User);
        Part(to, "plugins", report.Plugins.State, report.Plugins.Message);
        foreach (var plugin in report.Plugins.Loaded)
        {
            Line(to, "layers", $"{string.Join(", ", plugin.Layers)} ({Path.GetFileName(plugin.File)} {plugin.Version})");
        }
    }

    private static void Part(TextWriter to, string name, CheckState state, string message) =>
        to.WriteLine($"{(state == CheckState.Ok ? "ok    " : "FAILED")}  {name}: {message}");

    private static void Line(TextWriter to, string name, string? value)
    {
        if (value is not null)
        {
            to.WriteLine($"          {name,-9} {value}");
        }
    }
}
