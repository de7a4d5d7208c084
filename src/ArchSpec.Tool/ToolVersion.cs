using System.Reflection;

namespace ArchSpec.Tool;

/// <summary>The version of this tool, as its package has it.</summary>
public static class ToolVersion
{
    /// <summary>Such as <c>0.1.0</c>, or <c>0.1.0-dev.h3f2a…</c> for a package made from a working copy.</summary>
    public static string Text { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
