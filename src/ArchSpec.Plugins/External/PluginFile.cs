using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using ArchSpec.Spec;

namespace ArchSpec.Plugins.External;

/// <summary>A plugin's file, whose tables are read before anything of it runs.</summary>
internal sealed class PluginFile
{
    private PluginFile(string shownAs, byte[] contents)
    {
        (ShownAs, FullPath) = (shownAs, Path.GetFullPath(shownAs));
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(contents));
        using var file = new PEReader(ImmutableArray.Create(contents));
        var tables = file.GetMetadataReader();
        var assembly = tables.GetAssemblyDefinition();
        (Name, Version) = (tables.GetString(assembly.Name), assembly.Version.ToString());
        References = [.. tables.AssemblyReferences.Select(handle => tables.GetAssemblyReference(handle).GetAssemblyName())];
        Types = LayerTypes.In(tables);
    }

    /// <summary>As the person named it.</summary>
    public string ShownAs { get; }

    /// <summary>Absolute.</summary>
    public string FullPath { get; }

    /// <summary>Of its contents.</summary>
    public string Sha256 { get; }

    /// <summary>The assembly's name.</summary>
    public string Name { get; }

    /// <summary>The assembly's version.</summary>
    public string Version { get; }

    /// <summary>The assemblies that it was compiled against.</summary>
    public ImmutableArray<AssemblyName> References { get; }

    /// <summary>The classes that may be layers.</summary>
    public LayerTypes Types { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="PluginException">It is not there, is no assembly of .NET, or was made for another version of ArchSpec.</exception>
    public static PluginFile Read(string path)
    {
        var file = Parse(path, Contents(path));
        ApiVersion.Check(file);
        return file;
    }

    private static byte[] Contents(string path)
    {
        try
        {
            return Directory.Exists(path) ? throw PluginErrors.IsFolder(path) : PlainFile.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw PluginErrors.Unreadable(path, error);
        }
    }

    private static PluginFile Parse(string path, byte[] contents)
    {
        try
        {
            return new PluginFile(path, contents);
        }
        catch (Exception error) when (error is BadImageFormatException or InvalidOperationException)
        {
            throw PluginErrors.NotAnAssembly(path, error);
        }
    }
}
