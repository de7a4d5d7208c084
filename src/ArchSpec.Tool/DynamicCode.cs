namespace ArchSpec.Tool;

/// <summary>Code that libraries make while they run, to be fast in the long run.</summary>
internal static class DynamicCode
{
    private const string Switch = "System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported";

    /// <summary>
    /// Forgoes it for a command that is over before it pays: YamlDotNet compiles a regular expression, and setting an attribute's
    /// property by reflection makes a method. The other commands need it, for Dapper. Must come before anything asks for it.
    /// </summary>
    public static void LeaveOutFor(string[] args)
    {
        if (args is ["summary" or "validate", ..])
        {
            AppContext.SetSwitch(Switch, false);
        }
    }
}
