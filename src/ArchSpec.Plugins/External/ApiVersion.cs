using System.Reflection;
using ArchSpec.Layers;

namespace ArchSpec.Plugins.External;

/// <summary>
/// Whether a plugin was compiled against libraries that the ones in use can stand in for: of the same major version, as long as that
/// is 0 also of the same minor one, and not newer.
/// </summary>
internal static class ApiVersion
{
    /// <summary>Refuses a plugin that was made for other versions, before anything of it is loaded.</summary>
    /// <exception cref="PluginException">It was.</exception>
    public static void Check(PluginFile file)
    {
        var host = Host();
        foreach (var reference in file.References)
        {
            if (host.FirstOrDefault(ours => ours.Name == reference.Name) is { Version: { } here } && reference.Version is { } wanted && !Serves(here, wanted))
            {
                throw PluginErrors.WrongVersion(file.ShownAs, reference.Name!, wanted, here);
            }
        }
    }

    /// <summary>Whether code that was compiled against one version may run with another.</summary>
    public static bool Serves(Version here, Version wanted) =>
        here.Major == wanted.Major && (here.Major > 0 || here.Minor == wanted.Minor) && here >= wanted;

    // TorchSharp's version is the one that this assembly was compiled against: asking TorchSharp itself would load it.
    private static IReadOnlyList<AssemblyName> Host()
    {
        var plugins = typeof(ApiVersion).Assembly;
        return
        [
            typeof(ILayer).Assembly.GetName(), plugins.GetName(),
            .. plugins.GetReferencedAssemblies().Where(reference => reference.Name == "TorchSharp"),
        ];
    }
}
