using System.Reflection;
using System.Runtime.Loader;

namespace ArchSpec.Plugins.Tests;

/// <summary>ArchSpec's assemblies once more, in a context in which TorchSharp does not exist, as in MSBuild.</summary>
internal sealed class ContextWithoutTorch : AssemblyLoadContext
{
    /// <summary>The names by which TorchSharp was asked for.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Runs a static method in the context.</summary>
    public object? Run(Type type, string method, params object[] arguments) =>
        LoadFromAssemblyName(type.Assembly.GetName()).GetType(type.FullName!)!.GetMethod(method)!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name == "TorchSharp")
        {
            Asked.Add(assemblyName.FullName);
            throw new FileNotFoundException("TorchSharp is not here.");
        }

        return assemblyName.Name!.StartsWith("ArchSpec", StringComparison.Ordinal)
            ? LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, $"{assemblyName.Name}.dll"))
            : null;
    }
}
