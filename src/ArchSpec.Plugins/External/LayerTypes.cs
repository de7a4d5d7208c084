using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;

namespace ArchSpec.Plugins.External;

/// <summary>The classes of a plugin that may be layers, by their full names.</summary>
/// <param name="Public">Those that a plugin shows.</param>
/// <param name="Hidden">Those that nobody outside of it sees.</param>
internal sealed record LayerTypes(ImmutableArray<string> Public, ImmutableArray<string> Hidden)
{
    /// <summary>Finds them.</summary>
    public static LayerTypes In(MetadataReader tables)
    {
        var finder = new LayerFinder(tables);
        var found = tables.TypeDefinitions.Where(handle => finder.IsClass(handle) && finder.MayBeLayer(handle)).ToLookup(finder.IsPublic, finder.NameOf);
        return new LayerTypes([.. found[true]], [.. found[false]]);
    }
}

/// <summary>
/// Looks for layers in a file's tables alone. Asking the loaded assembly for its types would load each of them, and with a builder
/// that is public TorchSharp, which the build of a project does not have.
/// </summary>
internal sealed class LayerFinder(MetadataReader tables)
{
    private const string Interface = "ILayer";
    private const string Namespace = "ArchSpec.Layers";

    // What these define is known to be no layer, other than the interface itself.
    private static readonly string[] Known = ["TorchSharp", "ArchSpec.Core", "ArchSpec.Plugins", "netstandard", "mscorlib"];

    /// <summary>Whether objects can be made of it.</summary>
    public bool IsClass(TypeDefinitionHandle handle)
    {
        var type = tables.GetTypeDefinition(handle);
        return (type.Attributes & (TypeAttributes.Interface | TypeAttributes.Abstract)) == 0 && type.GetGenericParameters().Count == 0;
    }

    /// <summary>Whether others see it.</summary>
    public bool IsPublic(TypeDefinitionHandle handle)
    {
        var type = tables.GetTypeDefinition(handle);
        return (type.Attributes & TypeAttributes.VisibilityMask) switch
        {
            TypeAttributes.Public => true,
            TypeAttributes.NestedPublic => IsPublic(type.GetDeclaringType()),
            _ => false,
        };
    }

    /// <summary>A class's name, as <see cref="Assembly.GetType(string)"/> wants it.</summary>
    public string NameOf(TypeDefinitionHandle handle)
    {
        var type = tables.GetTypeDefinition(handle);
        var name = tables.GetString(type.Name);
        return type.GetDeclaringType() is { IsNil: false } outer ? $"{NameOf(outer)}+{name}"
            : tables.GetString(type.Namespace) is { Length: > 0 } space ? $"{space}.{name}"
            : name;
    }

    /// <summary>Whether it has the interface of layers, or something of another library that may have it.</summary>
    public bool MayBeLayer(EntityHandle handle) => handle.Kind switch
    {
        _ when handle.IsNil => false,
        HandleKind.TypeReference => MayBeLayer(tables.GetTypeReference((TypeReferenceHandle)handle)),
        HandleKind.TypeDefinition => MayBeLayer(tables.GetTypeDefinition((TypeDefinitionHandle)handle)),
        HandleKind.TypeSpecification => MayBeLayer(tables.GetTypeSpecification((TypeSpecificationHandle)handle)),
        _ => false,
    };

    private bool MayBeLayer(TypeDefinition type) =>
        MayBeLayer(type.BaseType) || type.GetInterfaceImplementations().Any(one => MayBeLayer(tables.GetInterfaceImplementation(one).Interface));

    // A class or an interface of another library may come from ILayer; whether it does shows once it is loaded.
    private bool MayBeLayer(TypeReference type)
    {
        if (tables.StringComparer.Equals(type.Name, Interface) && tables.StringComparer.Equals(type.Namespace, Namespace))
        {
            return true;
        }

        if (type.ResolutionScope.Kind != HandleKind.AssemblyReference)
        {
            return false;
        }

        var library = tables.GetString(tables.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name);
        return !Known.Contains(library) && !library.StartsWith("System.", StringComparison.Ordinal);
    }

    // A generic class or interface with its types filled in: the class decides, which the signature names behind one or two bytes.
    private bool MayBeLayer(TypeSpecification type)
    {
        var signature = tables.GetBlobReader(type.Signature);
        return signature.ReadSignatureTypeCode() == SignatureTypeCode.GenericTypeInstance
            && signature.ReadCompressedInteger() >= 0
            && MayBeLayer(signature.ReadTypeHandle());
    }
}
