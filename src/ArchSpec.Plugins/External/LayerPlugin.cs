using System.Collections.Immutable;
using System.Reflection;
using ArchSpec.Layers;

namespace ArchSpec.Plugins.External;

/// <summary>An assembly of layers that has been loaded.</summary>
public sealed class LayerPlugin
{
    private LayerPlugin(PluginFile file, ImmutableArray<ILayer> layers) =>
        (File, FullPath, Version, Sha256, Layers) = (file.ShownAs, file.FullPath, file.Version, file.Sha256, layers);

    /// <summary>The file, as it was named.</summary>
    public string File { get; }

    /// <summary>The file, absolute.</summary>
    public string FullPath { get; }

    /// <summary>The assembly's version.</summary>
    public string Version { get; }

    /// <summary>The SHA-256 of the file's contents, in small hexadecimal digits. It says nothing of its dependencies.</summary>
    public string Sha256 { get; }

    /// <summary>Its layers, by type name. Whatever they throw is turned into a <see cref="LayerFaultException"/> that names them.</summary>
    public ImmutableArray<ILayer> Layers { get; }

    /// <summary>The class of one of <see cref="Layers"/>, for code that makes it: <c>My.Layers.Swish</c>, or <c>My.Outer+Swish</c>.</summary>
    public static string ClassOf(ILayer layer) => ((GuardedLayer)layer).ClassName;

    /// <summary>Loads one.</summary>
    /// <exception cref="PluginException">It cannot be loaded or has no layers.</exception>
    internal static LayerPlugin Load(string path)
    {
        var file = PluginFile.Read(path);
        var found = file.Types;
        if (found.Public.IsEmpty)
        {
            throw PluginErrors.NoLayers(file.ShownAs, found.Hidden);
        }

        var context = PluginContext.Open(file);
        var layers = ImmutableArray.CreateBuilder<ILayer>();
        foreach (var name in found.Public)
        {
            if (context.Find(name) is { } type)
            {
                layers.Add(Make(context, type));
            }
        }

        var sorted = layers.OrderBy(layer => layer.Type, StringComparer.Ordinal).ToImmutableArray();
        return sorted.Zip(sorted.Skip(1)).FirstOrDefault(pair => pair.First.Type == pair.Second.Type) is { First: { } twice }
            ? throw PluginErrors.Clashes(file.ShownAs, twice.Type, file.ShownAs)
            : sorted.IsEmpty ? throw PluginErrors.NoLayers(file.ShownAs, found.Hidden)
            : new LayerPlugin(file, sorted);
    }

    private static GuardedLayer Make(PluginContext context, Type type)
    {
        var file = context.File.ShownAs;
        if (type.GetConstructor(Type.EmptyTypes) is not { } constructor)
        {
            throw PluginErrors.NoConstructor(file, type.FullName!);
        }

        try
        {
            var layer = (ILayer)constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, null, null);
            return LayerMetadata.ProblemOf(layer) is { } problem
                ? throw PluginErrors.BadMetadata(file, type.FullName!, problem)
                : new GuardedLayer(layer, context);
        }
        catch (Exception error) when (error is not PluginException)
        {
            throw PluginErrors.ConstructorFailed(file, type.FullName!, error);
        }
    }
}
