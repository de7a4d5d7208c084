using System.Reflection;
using System.Runtime.Loader;
using ArchSpec.Layers;
using McMaster.NETCore.Plugins;

namespace ArchSpec.Plugins.External;

/// <summary>
/// The load context of a plugin. ArchSpec, TorchSharp and the framework are the host's, everything else that lies beside the plugin is
/// its own, also where the host has another version of it.
/// </summary>
internal sealed class PluginContext
{
    private static readonly string[] Shared = ["ArchSpec.Core", "ArchSpec.Plugins", "TorchSharp"];

    // Held, since the context goes when nobody holds it: a node of MSBuild loads a plugin anew for each build.
    private readonly PluginLoader _loader;
    private readonly Assembly _assembly;

    private PluginContext(PluginFile file, PluginLoader loader, Assembly assembly) => (File, _loader, _assembly) = (file, loader, assembly);

    /// <summary>What was loaded.</summary>
    public PluginFile File { get; }

    /// <summary>Loads a plugin's assembly, and what it refers to besides ArchSpec and TorchSharp.</summary>
    /// <exception cref="PluginException">It, or something that it refers to, cannot be loaded.</exception>
    public static PluginContext Open(PluginFile file)
    {
        var loader = PluginLoader.CreateFromAssemblyFile(file.FullPath, Configure);
        try
        {
            var assembly = loader.LoadDefaultAssembly();
            RequireReferences(file, loader);
            return new PluginContext(file, loader, assembly);
        }
        catch (Exception error) when (error is BadImageFormatException or FileLoadException or FileNotFoundException)
        {
            throw PluginErrors.NotLoaded(file.ShownAs, error);
        }
    }

    /// <summary>A class, where it is a layer.</summary>
    /// <exception cref="PluginException">Something that the class is made of is missing.</exception>
    public Type? Find(string name)
    {
        try
        {
            return _assembly.GetType(name) is { } type && typeof(ILayer).IsAssignableFrom(type) ? type : null;
        }
        catch (Exception error) when (error is TypeLoadException or FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            throw PluginErrors.TypeNotLoaded(File.ShownAs, name, error);
        }
    }

    private static void Configure(PluginConfig config)
    {
        // In MSBuild, ArchSpec is in a context of its own, and not in the process's.
        config.DefaultContext = AssemblyLoadContext.GetLoadContext(typeof(PluginContext).Assembly) ?? AssemblyLoadContext.Default;
        config.LoadInMemory = true;
        config.IsUnloadable = true;

        // By name alone: TorchSharp is loaded when a model is compiled, and a build of a project never has it.
        config.IsLazyLoaded = true;
        foreach (var name in Shared)
        {
            config.SharedAssemblies.Add(new AssemblyName(name));
        }

        // With a shared assembly come those that it refers to, at some time or other: what the plugin brings itself stays its own.
        foreach (var name in BesidePlugin(Path.GetDirectoryName(config.MainAssemblyPath)!))
        {
            config.PrivateAssemblies.Add(new AssemblyName(name));
        }
    }

    private static IEnumerable<string> BesidePlugin(string folder) => Directory.EnumerateFiles(folder, "*.dll")
        .Select(file => Path.GetFileNameWithoutExtension(file))
        .Where(name => !Shared.Contains(name) && !IsOfFramework(name));

    private static bool IsOfFramework(string name) =>
        System.IO.File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll"));

    // What is missing is told now, and not in the midst of a training.
    private static void RequireReferences(PluginFile file, PluginLoader loader)
    {
        foreach (var reference in file.References)
        {
            if (!Shared.Contains(reference.Name) && !IsOfFramework(reference.Name!))
            {
                Require(file, loader, reference);
            }
        }
    }

    private static void Require(PluginFile file, PluginLoader loader, AssemblyName reference)
    {
        try
        {
            _ = loader.LoadAssembly(reference);
        }
        catch (Exception error) when (error is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            throw PluginErrors.MissingDependency(file.ShownAs, reference.FullName, error);
        }
    }
}
