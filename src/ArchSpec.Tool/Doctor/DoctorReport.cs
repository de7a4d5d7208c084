using System.Text.Json.Serialization;

namespace ArchSpec.Tool.Doctor;

/// <summary>What <c>doctor</c> found. Nothing in it is secret.</summary>
public sealed record DoctorReport(
    Versions Versions, LibTorchReport LibTorch, DevicesReport Devices, AllocatorReport Allocator, ConvolutionsReport Convolutions, DatabaseReport Database, PluginsReport Plugins)
{
    /// <summary>True where nothing is broken.</summary>
    public bool Ok => LibTorch.State == CheckState.Ok && Devices.State == CheckState.Ok
        && Allocator.State == CheckState.Ok && Database.State == CheckState.Ok && Plugins.State == CheckState.Ok;
}

/// <summary>The state of one part.</summary>
public enum CheckState
{
    /// <summary>It works.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>It does not; the part's message says why.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}

/// <summary>Versions; null where a part could not be loaded.</summary>
public sealed record Versions(string Tool, string Dotnet, string Os, string Rid, string? TorchSharp, string? LibTorch);

/// <summary>Which libtorch was taken.</summary>
/// <param name="State">Whether it could be loaded.</param>
/// <param name="Directory">Its folder.</param>
/// <param name="Source">Who named it: option, environment, bundled or developerBuild.</param>
/// <param name="Message">Why it was taken, or what is wrong.</param>
public sealed record LibTorchReport(CheckState State, string? Directory, string? Source, string Message);

/// <summary>The devices that libtorch can compute on.</summary>
/// <param name="State">Whether a small product came out right on each.</param>
/// <param name="CpuThreads">Threads of one operation.</param>
/// <param name="Cuda">The GPUs: <c>cuda:0</c> and so on.</param>
/// <param name="Message">What was done, or what is wrong.</param>
public sealed record DevicesReport(CheckState State, int CpuThreads, IReadOnlyList<string> Cuda, string Message);

/// <summary>The settings of the C library's allocator; a system where they do not apply is fine.</summary>
public sealed record AllocatorReport(CheckState State, bool Tuned, string Message);

/// <summary>What was done so that convolutions on the CPU are right.</summary>
/// <param name="Measure">none, asGiven, cachesWritten or limited.</param>
/// <param name="Message">Which instructions they use, and why.</param>
/// <param name="CpuId">The processor's answers by which it was decided.</param>
public sealed record ConvolutionsReport(string Measure, string Message, IReadOnlyList<CpuIdReport> CpuId);

/// <summary>An answer of the instruction CPUID; all but the subleaf in hexadecimal.</summary>
public sealed record CpuIdReport(string Leaf, uint Subleaf, string Eax, string Ebx, string Ecx, string Edx);

/// <summary>Where runs are recorded. It has no password, so whatever prints it prints none.</summary>
/// <param name="State">Whether rows can be written now.</param>
/// <param name="Configured">True where <c>ARCHSPEC_DB</c> is set.</param>
/// <param name="Kind"><c>MySQL</c> or <c>SQLite</c>.</param>
/// <param name="Server">Host, and port where one is given; null for a file.</param>
/// <param name="Database">Its name, or the file's absolute path.</param>
/// <param name="User">Null for a file.</param>
/// <param name="Message">One line: the server's version, or what is wrong.</param>
public sealed record DatabaseReport(
    CheckState State, bool Configured, string Kind, string? Server, string? Database, string? User, string Message);

/// <summary>The plugins that <c>archspec.json</c> names.</summary>
/// <param name="State">Whether all of them load.</param>
/// <param name="File">The file, absolute; null where there is none.</param>
/// <param name="Loaded">Those that load.</param>
/// <param name="Message">How many there are, or what is wrong.</param>
public sealed record PluginsReport(CheckState State, string? File, IReadOnlyList<PluginReport> Loaded, string Message);

/// <summary>A plugin that loads.</summary>
/// <param name="File">Absolute.</param>
/// <param name="Version">The assembly's.</param>
/// <param name="Layers">Its layer types.</param>
public sealed record PluginReport(string File, string Version, IReadOnlyList<string> Layers);
